import type { Message } from '@contract/message.js';

/** So many messages are made into rows; what is held before them waits for somebody who scrolls up. */
const SHOWN = 600;
/** So many more at a time. */
const STEP = 300;
/** Rows go together: it is worth the work only now and then. */
const SLACK = 1.2;
/** Around a message that somebody goes to. */
const BEFORE = 30;

type Held = readonly Pick<Message, 'seq'>[];

const indexOf = (held: Held, seq: number): number => {
  const at = held.findIndex((message) => message.seq >= seq);
  return at === -1 ? held.length : at;
};

const seqAt = (held: Held, at: number): number => held[Math.max(0, at)]?.seq ?? 0;

/** The number from which on messages are shown at first; `unread`, where reading begins, is among them. 0 is all there are. */
export const firstShown = (held: Held, unread: number | null): number =>
  Math.min(held.length > SHOWN ? seqAt(held, held.length - SHOWN) : 0, unread ?? Number.MAX_SAFE_INTEGER);

/** For who has scrolled to the first that is shown. */
export const showMore = (held: Held, from: number): number => seqAt(held, indexOf(held, from) - STEP);

/** For who goes to a message before it. */
export const showFrom = (held: Held, seq: number): number => seqAt(held, indexOf(held, seq) - BEFORE);

/** For who is at the end again. */
export const showLess = (held: Held, from: number): number =>
  held.length - indexOf(held, from) > SHOWN * SLACK ? seqAt(held, held.length - SHOWN) : from;
