import { AppError } from '../common/errors/app-error.js';
import { type Action, type Role, roleAllows, speaking } from '../contract/permissions.js';

interface Mute {
  muted_until: Date | null;
  mute_reason: string;
}

/** The end of a mute that has none: a client that compares times needs no other rule for it. */
export const NEVER = new Date('9999-12-31T23:59:59.999Z');

/** As the contract shows it. A mute ends by itself: what is past is none. */
export const mutedUntil = ({ muted_until }: Pick<Mute, 'muted_until'>, now = Date.now()): string | null =>
  muted_until !== null && muted_until.getTime() > now ? muted_until.toISOString() : null;

/** Throws `muted` for what a muted member cannot do. */
export const requireVoice = (membership: Mute, action: Action, now = Date.now()): void => {
  const until = speaking.has(action) ? mutedUntil(membership, now) : null;
  if (until === null) return;
  const end = until === NEVER.toISOString() ? 'until a moderator ends it' : `until ${until}`;
  const reason = membership.mute_reason && ` The reason given: ${membership.mute_reason}`;
  throw new AppError('muted', { detail: `You are muted in this room ${end}.${reason}` });
};

interface Floor {
  read_only?: boolean;
  slow_mode_ms?: number;
}

/** Throws `room_read_only` where only those send who may announce. Reactions and edits of what is there stay. */
export const requireFloor = ({ read_only = false }: Floor, role: Role, action: Action): void => {
  if (read_only && action === 'send' && !roleAllows(role, 'announce')) throw new AppError('room_read_only');
};

/** How long this role waits from one message to the next; 0 when it need not. */
export const paceOf = ({ slow_mode_ms = 0 }: Floor, role: Role): number =>
  roleAllows(role, 'announce') ? 0 : slow_mode_ms;
