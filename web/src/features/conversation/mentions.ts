import type { UserSummary } from '@contract/users.js';

export interface MentionQuery {
  start: number;
  query: string;
}

/** The name that is being written at the caret, if there is one. */
export const mentionAt = (text: string, caret: number): MentionQuery | null => {
  const found = /(?:^|[\s([{"'])@([a-z0-9._-]*)$/i.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1] ?? '';
  return { start: caret - query.length - 1, query: query.toLowerCase() };
};

const MOST = 6;

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
    .slice(0, MOST);
};

/** The text with the name in place, and where the caret goes. */
export const completeMention = (text: string, { start, query }: MentionQuery, username: string) => {
  const before = `${text.slice(0, start)}@${username} `;
  const after = text.slice(start + query.length + 1).replace(/^ /, '');
  return { text: before + after, caret: before.length };
};
