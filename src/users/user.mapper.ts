import type { PresenceState, User, UserSummary } from '../contract/users.js';
import { isActive, type UserRecord } from './user.record.js';
import { currentStatus, shownState } from './users.rules.js';

type Named = Pick<UserRecord, 'id' | 'username' | 'display_name' | 'avatar_url' | 'bot'>;

/** Whose eyes look: one's own, or those of others, who see what the connections say; nothing when the two are kept apart. */
type View = { self: true } | { self: false; presence: PresenceState; apart?: boolean };

export const toSummary = ({ id, username, display_name, avatar_url, bot }: Named): UserSummary => ({
  id,
  username,
  display_name,
  avatar_url,
  ...(bot && { bot }),
});

export const toUser = (user: UserRecord, view: View, now = new Date()): User => {
  const { state, text, emoji, expires_at } = currentStatus(user.status, now);
  const apart = !view.self && view.apart;
  return {
    ...toSummary(user),
    ...(view.self && { email: user.email, email_verified: user.email_verified }),
    active: isActive(user),
    server_role: user.server_role,
    status: {
      state: view.self ? state : apart ? 'offline' : shownState(state, view.presence),
      text: apart ? '' : text,
      emoji: apart ? '' : emoji,
      expires_at: apart ? null : (expires_at?.toISOString() ?? null),
    },
    last_seen_at: apart ? null : (user.last_seen_at?.toISOString() ?? null),
    created_at: user.created_at.toISOString(),
  };
};
