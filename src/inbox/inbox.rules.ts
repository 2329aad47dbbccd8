import type { Counters } from '../contract/inbox.js';
import type { Trace } from '../messages/tail.repository.js';
import type { AfterPosition } from '../messages/unread.repository.js';

interface Joined {
  joined_at: Date;
  joined_seq: number;
  joined_top: number;
}

interface Read {
  seq: number;
  top: number;
  joined_at: Date;
}

/** Where a reader is. Who joined, or joined again, begins at the head of that moment until they read on. */
export const positionOf = (joined: Joined, read: Read | null | undefined): { seq: number; top: number } =>
  read && read.joined_at.getTime() === joined.joined_at.getTime()
    ? { seq: read.seq, top: read.top }
    : { seq: joined.joined_seq, top: joined.joined_top };

/** The later of the two. */
export const notBefore = <P extends { seq: number }>(floor: P | undefined, position: P): P =>
  floor && floor.seq > position.seq ? floor : position;

/** Top-level messages from others after the position, without deleted ones. */
export const countersOf = (headTop: number, positionTop: number, after: AfterPosition): Counters => ({
  unread_count: Math.max(0, headTop - positionTop - after.own - after.deleted),
  mention_count: after.mentions,
});

/** What `UnreadRepository` counts in the database, of messages that were read. */
export const countedOf = (traces: readonly Trace[], reader: string): AfterPosition => {
  const counted: AfterPosition = { own: 0, deleted: 0, mentions: 0 };
  for (const { sender_id, deleted, mentions, mentions_all } of traces) {
    const isOwn = sender_id === reader;
    if (isOwn) counted.own += 1;
    else if (deleted) counted.deleted += 1;
    if (mentions.includes(reader) || (mentions_all && !isOwn)) counted.mentions += 1;
  }
  return counted;
};
