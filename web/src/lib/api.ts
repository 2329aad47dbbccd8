import type { Problem } from '@contract/problem.js';
import { ApiError, accessToken, type Method, OfflineError, request } from './session.js';

type Query = Record<string, string | number | undefined>;

const queryOf = (query: Query): string => {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length === 0
    ? ''
    : `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`;
};

const read = async <T>(response: Response): Promise<T> => {
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as T;
  if (typeof body === 'object' && body !== null && 'code' in body) throw new ApiError(body as Problem);
  throw new OfflineError(`the server answered ${response.status}`);
};

/** Without a session: sign in, sign up. */
export const callOpen = async <T>(path: string, body: unknown): Promise<T> =>
  read<T>(await request('POST', path, body));

const call = async <T>(method: Method, path: string, body?: unknown): Promise<T> => {
  const token = await accessToken();
  const response = await request(method, path, body, token);
  if (response.status !== 401) return read<T>(response);
  return read<T>(await request(method, path, body, await accessToken(token)));
};

export const api = {
  get: <T>(path: string, query: Query = {}) => call<T>('GET', `${path}${queryOf(query)}`),
  post: <T>(path: string, body: unknown = {}) => call<T>('POST', path, body),
  put: <T>(path: string, body: unknown = {}) => call<T>('PUT', path, body),
  patch: <T>(path: string, body: unknown = {}) => call<T>('PATCH', path, body),
  delete: <T = void>(path: string) => call<T>('DELETE', path),
  deleteWith: <T = void>(path: string, body: unknown) => call<T>('DELETE', path, body),
};
