import type { Presence } from '../contract/presence.js';
import type { PresenceState } from '../contract/users.js';
import type { UserRecord } from '../users/user.record.js';
import type { StoredStatus } from '../users/user.schema.js';
import { currentStatus, shownState } from '../users/users.rules.js';

/** What others see of somebody, without what only the database knows. */
export interface Shown {
  status: PresenceState;
  text: string;
  emoji: string;
}

/** All that can be shown of somebody, whether they are connected or not; which of the two it is Redis decides. */
export interface Outlook {
  user_id: string;
  here: string;
  away: string;
  /** When the text expires, and others must be told that it did. */
  expires_in_ms: number | null;
}

/** A text that expires later than this is looked at in between: timers and numbers stay small. */
const MAX_OUTLOOK_MS = 24 * 3600_000;
/** A node whose clock is behind that of Redis would else look again and again until the time has come. */
const MIN_OUTLOOK_MS = 250;

const nothing: Shown = { status: 'offline', text: '', emoji: '' };

/** Of somebody from whom the viewer is kept apart: no different from one who was never there. */
export const unseenPresence = (user_id: string): Presence => ({
  user_id,
  last_seen_at: null,
  ...nothing,
});

/** Empty for who is offline and has nothing to say: of them Redis keeps nothing. */
export const encodeShown = ({ status, text, emoji }: Shown): string =>
  status === 'offline' && text === '' && emoji === '' ? '' : JSON.stringify({ status, text, emoji });

export const decodeShown = (value: string | null): Shown =>
  value === null || value === '' ? nothing : (JSON.parse(value) as Shown);

/** What others see, given what the connections say. Invisible people look exactly like those who are not there. */
export const shownTo = (status: StoredStatus | undefined, connections: PresenceState, now: Date): Shown => {
  if (!status) return nothing;
  const { state, text, emoji } = currentStatus(status, now);
  return { status: shownState(state, connections), text, emoji };
};

export const outlook = (user_id: string, status: StoredStatus | undefined, now: Date): Outlook => ({
  user_id,
  here: encodeShown(shownTo(status, 'online', now)),
  away: encodeShown(shownTo(status, 'offline', now)),
  expires_in_ms: expiresIn(status, now),
});

const expiresIn = (status: StoredStatus | undefined, now: Date): number | null => {
  if (!status?.expires_at || status.expires_at <= now) return null;
  return Math.min(Math.max(status.expires_at.getTime() - now.getTime(), MIN_OUTLOOK_MS), MAX_OUTLOOK_MS);
};

/**
 * When somebody was seen last, if a change made them disappear: the end of their last connection, or this moment when
 * they became invisible. Follows what others see, so that nothing that one does while invisible moves it.
 */
export const disappearedAt = (
  before: Shown,
  after: Shown,
  goneAt: number | null,
  now: number,
): Date | null =>
  before.status !== 'offline' && after.status === 'offline' ? new Date(Math.min(goneAt ?? now, now)) : null;

/** Own devices know that they are connected; they are told what another of them did, and what expired. */
export const concernsOwnDevices = ({
  own,
  before,
  after,
}: {
  own: boolean;
  before: Shown;
  after: Shown;
}): boolean => own || before.text !== after.text || before.emoji !== after.emoji;

export const presenceOf = (user: Pick<UserRecord, 'id' | 'last_seen_at'>, shown: Shown): Presence => ({
  user_id: user.id,
  ...shown,
  last_seen_at: user.last_seen_at?.toISOString() ?? null,
});

export const samePresence = (a: Presence, b: Presence): boolean =>
  a.last_seen_at === b.last_seen_at && sameShown(a, b);

export const sameShown = (a: Shown, b: Shown): boolean =>
  a.status === b.status && a.text === b.text && a.emoji === b.emoji;

/** What is stored of what somebody says of themselves, or null when it would have expired already. */
export const storedStatus = (
  {
    state,
    text,
    emoji,
    expires_at,
  }: { state: StoredStatus['state']; text: string; emoji: string; expires_at: string | null },
  now: Date,
): StoredStatus | null => {
  const until = expires_at === null ? null : new Date(expires_at);
  if (until !== null && until <= now) return null;
  return { state, text: text.trim(), emoji: emoji.trim(), expires_at: until };
};
