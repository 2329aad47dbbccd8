/** A name that is being written: where its sign stands, and what of it is there. */
export interface NameQuery {
  start: number;
  query: string;
}

/** More than this nobody reads while writing. */
export const MOST_NAMES = 6;

/** The name at the caret, if the text before it ends with one. The pattern holds what follows the sign. */
export const nameAt = (pattern: RegExp, text: string, caret: number): NameQuery | null => {
  const found = pattern.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1] ?? '';
  return { start: caret - query.length - 1, query: query.toLowerCase() };
};

/** The text with what was meant in the place of what was written of it, and where the caret goes. */
export const complete = (text: string, { start, query }: NameQuery, meant: string) => {
  const before = `${text.slice(0, start)}${meant} `;
  const after = text.slice(start + query.length + 1).replace(/^ /, '');
  return { text: before + after, caret: before.length };
};
