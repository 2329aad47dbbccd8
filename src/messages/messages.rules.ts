import { AppError } from '../common/errors/app-error.js';
import { limits } from '../contract/limits.js';
import { outranks, type Role } from '../contract/permissions.js';

/** Whom a message mentions. The flags stand for everybody else in the room, whom nothing is written for. */
export interface Mentions {
  mentions: string[];
  mentions_room: boolean;
  mentions_here: boolean;
}

export const noMentions: Mentions = { mentions: [], mentions_room: false, mentions_here: false };

/** A message says something, or brings something. */
export const requireContent = (content: string, attachments: readonly unknown[]): void => {
  if (content.trim() !== '' || attachments.length > 0) return;
  const message = 'must not be blank';
  throw new AppError('validation_failed', {
    detail: `content: ${message}`,
    errors: [{ path: 'content', message }],
  });
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
