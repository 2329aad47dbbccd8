import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';

const FOLDER = fileURLToPath(new URL('../../web/dist', import.meta.url));
const SECONDS_A_YEAR = 31_536_000;

/** What the web client may do: nothing but its own code, and no markup of a message can change that. */
const policy = (uploadsTo: string | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "media-src 'self' blob: https:",
    "img-src 'self' data: blob: https:",
    "font-src 'self'",
    `connect-src 'self' ws: wss:${uploadsTo ? ` ${new URL(uploadsTo).origin}` : ''}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Paths that are the server's; every other page address is the web client's to make sense of. */
const OURS = /^\/(api|docs|docs-json|asyncapi\.json|health|metrics|socket\.io)(\/|$)/;

/** Serves the web client, where one was built. `uploadsTo`: the storage to which its pages may put files. */
export const setupSite = (app: NestExpressApplication, folder = FOLDER, uploadsTo?: string): void => {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  const csp = policy(uploadsTo);
  const setPageHeaders = (response: Response): void => {
    response.setHeader('content-security-policy', csp);
    response.setHeader('cache-control', 'no-cache');
  };
  // Only what everybody gets: an answer with a secret in it beside what others chose would tell the secret by its length.
  app.use(['/assets', '/emoji'], compression());
  // Names in assets/ carry a hash of what is in them: they never change.
  app.useStaticAssets(join(folder, 'assets'), {
    prefix: '/assets/',
    immutable: true,
    maxAge: SECONDS_A_YEAR * 1000,
    fallthrough: true,
  });
  app.useStaticAssets(folder, {
    index: false,
    maxAge: 0,
    // The page by its own name is the same page.
    setHeaders: (response: Response, path: string) => {
      if (path === index) setPageHeaders(response);
    },
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!isPage(request)) return next();
    setPageHeaders(response);
    response.sendFile(index);
  });
};

/** What asks for `/` gets the page whatever it takes: watchdogs and `curl` say nothing of HTML. */
const isPage = ({ method, path, headers }: Request): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !OURS.test(path) &&
  !path.includes('.') &&
  (path === '/' || (headers.accept ?? '').includes('text/html'));
