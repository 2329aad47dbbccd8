import type { UserSummary } from '@contract/users.js';
import { MOST_NAMES, type NameQuery, nameAt } from './completion.js';

/** The name of a person that is being written at the caret, if there is one. */
export const mentionAt = (text: string, caret: number): NameQuery | null =>
  nameAt(/(?:^|[\s([{"'])@([a-z0-9._-]*)$/i, text, caret);

/** By the beginning of the username or of a word of the display name; usernames first. */
export const matchPeople = <T extends UserSummary>(people: readonly T[], query: string): T[] => {
  const rank = ({ username, display_name }: UserSummary): number => {
    if (username.toLowerCase().startsWith(query)) return 0;
    return display_name
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(query))
      ? 1
      : 2;
  };
  return people
    .filter((person) => rank(person) < 2)
    .sort((a, b) => rank(a) - rank(b) || a.display_name.localeCompare(b.display_name))
    .slice(0, MOST_NAMES);
};
