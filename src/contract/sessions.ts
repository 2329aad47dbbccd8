import { z } from 'zod';
import { operation } from './operation.js';
import { Id, Time } from './text.js';

export const OwnSession = z
  .object({
    id: Id,
    device: z.string().meta({
      description: 'Browser and system as the client named itself, `Firefox on Linux`; empty when unknown',
    }),
    ip: z.string().meta({ description: 'Where it was begun, without the part that names a single device' }),
    created_at: Time,
    last_seen_at: Time.meta({ description: 'When it last got new tokens: some minutes behind at most' }),
    expires_at: Time,
    current: z.boolean().meta({ description: 'The one that asks' }),
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof OwnSession>;

export const listSessions = operation({
  id: 'list_sessions',
  tag: 'Account',
  summary: 'Where one is signed in, the latest first',
  input: z.object({}),
  output: z.object({ sessions: z.array(OwnSession) }),
  limit: 'read',
  http: [{ method: 'GET', path: '/users/me/sessions', status: 200 }],
});

export const endSession = operation({
  id: 'end_session',
  tag: 'Account',
  summary: 'Sign out one device: its tokens and its sockets end, on every node',
  input: z.object({ session_id: Id }),
  output: z.void(),
  limit: 'write',
  errors: ['session_not_found'],
  http: [{ method: 'DELETE', path: '/users/me/sessions/:session_id', status: 204 }],
});

export const endOtherSessions = operation({
  id: 'end_other_sessions',
  tag: 'Account',
  summary: 'Sign out all devices but this one',
  input: z.object({}),
  output: z.void(),
  limit: 'write',
  http: [{ method: 'DELETE', path: '/users/me/sessions', status: 204 }],
});
