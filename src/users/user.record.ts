import type { StoredStatus, UserDoc } from './user.schema.js';

/** A user as the rest of the code knows one: no password, ids as text. */
export interface UserRecord {
  id: string;
  username: string;
  email: string;
  email_verified: boolean;
  display_name: string;
  avatar_url: string | null;
  server_role: 'admin' | 'user';
  bot?: boolean;
  status: StoredStatus;
  last_seen_at: Date | null;
  created_at: Date;
  credentials_rev: number;
  deactivated_at: Date | null;
  erased_at: Date | null;
}

/** Somebody can sign in to it and be written to. */
export const isActive = ({
  deactivated_at,
  erased_at,
}: Pick<UserRecord, 'deactivated_at' | 'erased_at'>): boolean =>
  deactivated_at === null && erased_at === null;

export interface NewUser {
  id: string;
  username: string;
  email: string;
  password_hash: string;
  display_name: string;
  server_role: 'admin' | 'user';
  bot?: boolean;
}

export const toRecord = (doc: UserDoc): UserRecord => ({
  id: doc._id.toHexString(),
  username: doc.username,
  email: doc.email,
  email_verified: doc.email_verified ?? false,
  display_name: doc.display_name,
  avatar_url: doc.avatar_url,
  server_role: doc.server_role,
  ...(doc.bot && { bot: true }),
  status: doc.status,
  last_seen_at: doc.last_seen_at,
  created_at: doc.created_at,
  credentials_rev: doc.credentials_rev ?? 0,
  deactivated_at: doc.deactivated_at ?? null,
  erased_at: doc.erased_at ?? null,
});
