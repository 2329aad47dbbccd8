import type { Session } from '@contract/auth.js';
import type { Problem } from '@contract/problem.js';
import { create } from 'zustand';
import { readStored, writeStored } from './storage.js';

const KEY = 'parley.session';
const LOCK = 'parley.refresh';
/** The server warns a connection a minute before its token expires: by then a new one must be asked for. */
const RENEW_BEFORE_MS = 90_000;

interface Stored {
  refresh_token: string;
  user_id: string;
}

interface SessionState {
  userId: string | null;
  /** Why the session is over, when it was not the person who ended it. */
  ended: boolean;
}

const stored = (): Stored | undefined => readStored<Stored>(KEY);

export const useSession = create<SessionState>(() => ({ userId: stored()?.user_id ?? null, ended: false }));

/** Failures of the server, over HTTP and sockets alike, with their stable `code`. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ApiError';
  }

  get code(): Problem['code'] {
    return this.problem.code;
  }
}

/** The server did not answer at all. */
export class OfflineError extends Error {}

/** The access token lives in memory only. */
let access: { token: string; expiresAt: number } | undefined;

export const beginSession = (session: Session): void => {
  access = { token: session.token, expiresAt: Date.now() + session.expires_in * 1000 };
  writeStored(KEY, { refresh_token: session.refresh_token, user_id: session.user.id } satisfies Stored);
  useSession.setState({ userId: session.user.id, ended: false });
};

const endSession = (ended: boolean): void => {
  access = undefined;
  writeStored(KEY, undefined);
  useSession.setState({ userId: null, ended });
};

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request, as it is; `api.ts` has what a session adds to it. */
export const request = async (
  method: Method,
  path: string,
  body?: unknown,
  token?: string,
): Promise<Response> => {
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  try {
    return await fetch(`/api${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new OfflineError('the server could not be reached', { cause: error });
  }
};

/** One tab at a time: a refresh token is good once, and a second use ends the session of all tabs. */
const exclusively = <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(LOCK, work) : work();

const refresh = (refused: string | undefined): Promise<string> =>
  exclusively(async () => {
    // While this call waited for the lock, another one in this tab may have done the work.
    if (access && access.token !== refused && access.expiresAt - Date.now() > RENEW_BEFORE_MS) {
      return access.token;
    }
    // Read inside the lock: another tab has changed it.
    const known = stored();
    if (!known) {
      endSession(false);
      throw new Error('signed out');
    }
    const response = await request('POST', '/auth/refresh', { refresh_token: known.refresh_token });
    if (response.ok) {
      const session = (await response.json()) as Session;
      beginSession(session);
      return session.token;
    }
    if (response.status === 401) endSession(true);
    throw new OfflineError(`refresh answered ${response.status}`);
  });

let refreshing: Promise<string> | undefined;

/** A token that is good for a while. `refused` names one that the server did not take, whatever its clock says. */
export const accessToken = async (refused?: string): Promise<string> => {
  const isFresh = access && access.token !== refused && access.expiresAt - Date.now() > RENEW_BEFORE_MS;
  if (isFresh && access) return access.token;
  refreshing ??= refresh(refused).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
};

export const currentToken = (): string | undefined => access?.token;

export const signOut = async (): Promise<void> => {
  const token = await accessToken().catch(() => undefined);
  const known = stored();
  endSession(false);
  if (token)
    await request('POST', '/auth/logout', { refresh_token: known?.refresh_token }, token).catch(
      () => undefined,
    );
};

/** Other tabs sign in and out for all of them. */
export const followOtherTabs = (): void => {
  window.addEventListener('storage', ({ key }) => {
    if (key !== KEY) return;
    const userId = stored()?.user_id ?? null;
    if (userId === useSession.getState().userId) return;
    access = undefined;
    useSession.setState({ userId, ended: false });
  });
};
