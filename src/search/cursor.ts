import { z } from 'zod';
import { invalid } from '../common/errors/app-error.js';
import { Id } from '../contract/text.js';

const time = z.number().int().min(0).max(8.64e15);
const Cursors = {
  /** In one conversation: behind this number. */
  place: z.strictObject({ seq: z.number().int().min(1) }),
  /** In several: behind this message. */
  moment: z.strictObject({ time, id: Id }),
  /** By relevance: behind this message, among those that were there at the first page. */
  rank: z.strictObject({ score: z.number(), time, id: Id, seen: time }),
};
type Cursors = { [K in keyof typeof Cursors]: z.infer<(typeof Cursors)[K]> };

export const writeCursor = <K extends keyof Cursors>(_kind: K, cursor: Cursors[K]): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Null without one. What was not given out for this kind of search is refused; no cursor shows more than one may see. */
export const readCursor = <K extends keyof Cursors>(kind: K, text: string | undefined): Cursors[K] | null => {
  if (text === undefined) return null;
  const parsed = Cursors[kind].safeParse(jsonOf(text));
  if (parsed.success) return parsed.data as Cursors[K];
  throw invalid('cursor', 'must be the cursor of the page before');
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
};
