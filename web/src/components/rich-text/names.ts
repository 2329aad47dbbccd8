import { groupWordIn, namesIn } from '@contract/markdown-tree.js';

/** Who is mentioned in a message, and who reads it. */
export interface Names {
  usernames: ReadonlySet<string>;
  me: string | undefined;
  /** There is no link within a link. */
  inLink?: boolean;
}

/** The longest of the ways to read a written name that the message mentions; what is left of it is text. */
export const splitName = (
  written: string,
  usernames: ReadonlySet<string>,
): { username: string; rest: string } | undefined => {
  const username = namesIn(written).find((name) => usernames.has(name));
  return username === undefined ? undefined : { username, rest: written.slice(username.length) };
};

export const isMyName = (username: string, me: string | undefined): boolean =>
  username === me || groupWordIn(username) !== undefined;
