import { randomBytes } from 'node:crypto';
import type { Session } from '../../src/contract/auth.js';
import { type Answer, password, request } from './people.js';

export const unique = (name: string): string => `${name}-${randomBytes(4).toString('hex')}`;

/** What a registration sends. */
export const account = (username = unique('amy')) => ({
  username,
  email: `${username}@example.org`,
  password,
});

export const postAuth = <T = Session>(url: string, path: string, body?: unknown): Promise<Answer<T>> =>
  request<T>(url, 'POST', `/api/auth${path}`, { body });

export const me = (url: string, token: string): Promise<Answer<Session>> =>
  request<Session>(url, 'GET', '/api/users/me', { token });

/** Statuses in ascending order: of things that happen at once, any may win. */
export const statuses = (answers: { status: number }[]): number[] =>
  answers.map(({ status }) => status).sort((a, b) => a - b);
