import type { StoredStatus, UserDoc } from './user.schema.js';

/** A user as the rest of the code knows one: no password, ids as text. */
export interface UserRecord {
  id: string;
  username: string;
  email: string;
  display_name: string;
  avatar_url: string | null;
  server_role: 'admin' | 'user';
  status: StoredStatus;
  last_seen_at: Date | null;
  created_at: Date;
}

export interface NewUser {
  id: string;
  username: string;
  email: string;
  password_hash: string;
  display_name: string;
  server_role: 'admin' | 'user';
}

export const toRecord = (doc: UserDoc): UserRecord => ({
  id: doc._id.toHexString(),
  username: doc.username,
  email: doc.email,
  display_name: doc.display_name,
  avatar_url: doc.avatar_url,
  server_role: doc.server_role,
  status: doc.status,
  last_seen_at: doc.last_seen_at,
  created_at: doc.created_at,
});
