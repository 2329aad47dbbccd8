import { AppError } from '../common/errors/app-error.js';
import { limits } from '../contract/limits.js';
import { outranks, type Role } from '../contract/permissions.js';

const fences = /```[\s\S]*?(?:```|$)/g;
const inlineCode = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g;
/** Not after a word, a dot or another @: `amy@example.org` mentions nobody. */
const mention = /(?<![\w@.-])@([a-z0-9][a-z0-9._-]*)/gi;
const trailing = /[._-]+$/;

/** Words that mention everybody in a room. Nobody of that name is mentioned by them: they are never a username. */
const groupWords = ['room', 'here'] as const;
export type GroupWord = (typeof groupWords)[number];

/** Whom a message mentions. The flags stand for everybody else in the room, whom nothing is written for. */
export interface Mentions {
  mentions: string[];
  mentions_room: boolean;
  mentions_here: boolean;
}

export const noMentions: Mentions = { mentions: [], mentions_room: false, mentions_here: false };

const proseOf = (content: string): string => content.replace(fences, ' ').replace(inlineCode, ' ');
const groupWordOf = (name: string): GroupWord | undefined =>
  groupWords.find((word) => word === name.toLowerCase().replace(trailing, ''));

/**
 * Usernames that the content may mention, lower-cased, each with what it may be when its end is punctuation: a username
 * can end in a dot, and so can a sentence. Code mentions nobody.
 */
export const mentionCandidates = (content: string): string[][] => {
  const candidates = new Map<string, string[]>();
  for (const [, written] of proseOf(content).matchAll(mention)) {
    if (groupWordOf(written as string)) continue;
    const name = (written as string).slice(0, limits.username.max).toLowerCase();
    const bare = name.replace(trailing, '');
    candidates.set(name, bare === name ? [name] : [name, bare]);
    if (candidates.size >= limits.mentionsPerMessage) break;
  }
  return [...candidates.values()];
};

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
export const mentionedIds = (candidates: string[][], idsByName: ReadonlyMap<string, string>): string[] =>
  candidates.flatMap((names) => {
    const known = names.find((name) => idsByName.has(name));
    return known === undefined ? [] : [idsByName.get(known) as string];
  });

/** The words for everybody that stand in the content, code aside. */
export const groupMentions = (content: string): Set<GroupWord> => {
  const found = [...proseOf(content).matchAll(mention)].flatMap(
    ([, written]) => groupWordOf(written as string) ?? [],
  );
  return new Set(found);
};

/** In a small room everybody may call everybody. In a big one that is a bell for hundreds: moderators and above. */
export const mayMentionRoom = (role: Role, members: number): boolean =>
  members <= limits.freeGroupMentionMembers || outranks(role, 'member');
