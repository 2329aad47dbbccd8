import { limits } from '../contract/limits.js';

const fences = /```[\s\S]*?(?:```|$)/g;
const inlineCode = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g;
/** Not after a word, a dot or another @: `amy@example.org` mentions nobody. */
const mention = /(?<![\w@.-])@([a-z0-9][a-z0-9._-]*)/gi;
const trailing = /[._-]+$/;

/**
 * Usernames that the content may mention, lower-cased, each with what it may be when its end is punctuation: a username
 * can end in a dot, and so can a sentence. Code mentions nobody.
 */
export const mentionCandidates = (content: string): string[][] => {
  const prose = content.replace(fences, ' ').replace(inlineCode, ' ');
  const candidates = new Map<string, string[]>();
  for (const [, written] of prose.matchAll(mention)) {
    const name = (written as string).slice(0, limits.username.max).toLowerCase();
    const bare = name.replace(trailing, '');
    candidates.set(name, bare === name ? [name] : [name, bare]);
    if (candidates.size >= limits.mentionsPerMessage) break;
  }
  return [...candidates.values()];
};

/** The longest candidate that somebody has wins. */
export const mentionedIds = (candidates: string[][], idsByName: ReadonlyMap<string, string>): string[] =>
  candidates.flatMap((names) => {
    const known = names.find((name) => idsByName.has(name));
    return known === undefined ? [] : [idsByName.get(known) as string];
  });
