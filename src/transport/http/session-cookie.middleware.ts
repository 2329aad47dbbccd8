import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** A page sends `x-parley-session: cookie`; other sites cannot, without being asked for leave first. */
const HEADER = 'x-parley-session';
const PATH = '/api/auth';
/** Stands in bodies where the refresh token would. */
const IN_COOKIE = 'cookie';

/** Cookies are shared by the ports of a host: servers beside each other must not end each other's sessions. */
const nameIn = (request: Request): string => {
  const port = /:(\d+)$/.exec(request.get('host') ?? '')?.[1];
  return port === undefined ? 'parley_refresh' : `parley_refresh_${port}`;
};

const read = (request: Request, name: string): string => {
  const all = (request.get('cookie') ?? '').split(/;\s*/);
  return all.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
};

interface Body {
  refresh_token?: unknown;
}

const isBody = (body: unknown): body is Body => typeof body === 'object' && body !== null;

/**
 * Keeps the refresh token of a page in a cookie that its scripts cannot read: what is injected into the page may act while
 * it is open, but takes nothing away that is good for weeks. Who does not ask for it gets the token in the body.
 */
export const sessionCookie =
  (maxAgeMs: number): RequestHandler =>
  (request: Request, response: Response, next: NextFunction): void => {
    if (!request.path.startsWith(`${PATH}/`) || request.get(HEADER) !== IN_COOKIE) return next();
    const name = nameIn(request);
    const options = { path: PATH, httpOnly: true, sameSite: 'strict', secure: request.secure } as const;
    const body: unknown = request.body;
    if (isBody(body) && body.refresh_token === IN_COOKIE) body.refresh_token = read(request, name);
    if (request.path === `${PATH}/logout`) response.clearCookie(name, options);
    const json = response.json.bind(response);
    response.json = (answer: unknown) => {
      if (!isBody(answer) || typeof answer.refresh_token !== 'string') return json(answer);
      response.cookie(name, answer.refresh_token, { ...options, maxAge: maxAgeMs });
      return json({ ...answer, refresh_token: IN_COOKIE });
    };
    next();
  };
