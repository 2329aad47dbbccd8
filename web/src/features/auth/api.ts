import type { Session } from '@contract/auth.js';
import { callOpen } from '@/lib/api.js';
import { beginSession } from '@/lib/session.js';

export interface NewAccount {
  display_name: string;
  username: string;
  email: string;
  password: string;
  invitation?: string;
}

export const signIn = async (email: string, password: string): Promise<void> =>
  beginSession(await callOpen<Session>('/auth/login', { email, password }));

export const signUp = async (account: NewAccount): Promise<void> =>
  beginSession(await callOpen<Session>('/auth/register', account));
