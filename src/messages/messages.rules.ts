import { AppError, invalid } from '../common/errors/app-error.js';
import { limits } from '../contract/limits.js';
import { outranks, type Role } from '../contract/permissions.js';
import type { Draft } from './message.js';

/** Whom a message mentions. The flags stand for everybody else in the room, whom nothing is written for. */
export interface Mentions {
  mentions: string[];
  mentions_room: boolean;
  mentions_here: boolean;
}

export const noMentions: Mentions = { mentions: [], mentions_room: false, mentions_here: false };

/** A message says something, or brings something. */
export const requireContent = (
  content: string,
  { attachments, forwarded_from }: Pick<Draft, 'attachments' | 'forwarded_from'>,
): void => {
  if (content.trim() === '' && attachments.length === 0 && forwarded_from === null)
    throw invalid('content', 'must not be blank');
};

/** Whoever wrote it, moderators too: what people have read and answered does not turn into something else. */
export const requireInWindow = (created_at: Date, windowMinutes: number, now: Date): void => {
  if (windowMinutes === 0 || now.getTime() - created_at.getTime() <= windowMinutes * 60_000) return;
  throw new AppError('edit_window_over');
};

/** The longest candidate that somebody has wins. */
export const mentionedIds = (
  candidates: readonly string[][],
  idsByName: ReadonlyMap<string, string>,
): string[] =>
  candidates.flatMap((names) => {
    const known = names.find((name) => idsByName.has(name));
    return known === undefined ? [] : [idsByName.get(known) as string];
  });

/** In a small room everybody may call everybody. In a big one that is a bell for hundreds: moderators and above. */
export const mayMentionRoom = (role: Role, members: number): boolean =>
  members <= limits.freeGroupMentionMembers || outranks(role, 'member');
