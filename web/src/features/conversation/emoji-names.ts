import { inTone, type NamedEmoji, type Tone } from '@/features/emojis/names.js';
import { MOST_NAMES, type NameQuery, nameAt } from './completion.js';

/** An emoji that `:name:` may become: one of Unicode, or one of this server, which has no character. */
export interface FoundEmoji {
  id: string;
  emoji: string | null;
}

/** The name of an emoji that is being written at the caret, if there is one: two letters, since `:)` and `:D` are none. */
export const emojiAt = (text: string, caret: number): NameQuery | null =>
  nameAt(/(?:^|[\s([{"']):([a-z0-9_+-]{2,})$/i, text, caret);

/** By the beginning of the name, then by what is in it; the server's own first, and the short before the long. */
export const matchEmoji = (
  all: readonly NamedEmoji[],
  custom: readonly string[],
  query: string,
  tone: Tone,
): FoundEmoji[] => {
  const found: (FoundEmoji & { rank: number })[] = [];
  const consider = (names: readonly string[], bonus: number, emojiOf: () => string | null): void => {
    const name = names.find((one) => one.startsWith(query)) ?? names.find((one) => one.includes(query));
    if (name === undefined) return;
    const rank = name === query ? 0 : name.startsWith(query) ? 1 : 2;
    found.push({ id: name, emoji: emojiOf(), rank: rank - bonus });
  };
  for (const name of custom) consider([name], 0.5, () => null);
  for (const one of all) consider(one[0], 0, () => inTone(one, tone));
  return found
    .sort((a, b) => a.rank - b.rank || a.id.length - b.id.length)
    .slice(0, MOST_NAMES)
    .map(({ id, emoji }) => ({ id, emoji }));
};

const closed = /(?:^|[\s([{"']):([a-z0-9_+-]{1,32}):$/i;

/** Who writes the name to its end, with both colons, means the emoji of that name. */
export const closedEmoji = (
  text: string,
  caret: number,
  { all, tone }: { all: readonly NamedEmoji[]; tone: Tone },
  custom: readonly string[],
) => {
  const name = closed.exec(text.slice(0, caret))?.[1]?.toLowerCase();
  const one =
    name === undefined || custom.includes(name) ? undefined : all.find(([names]) => names.includes(name));
  if (name === undefined || !one) return null;
  const before = text.slice(0, caret - name.length - 2) + inTone(one, tone);
  return { text: before + text.slice(caret), caret: before.length };
};
