import type { Message } from '@contract/message.js';
import type { User } from '@contract/users.js';
import type { PendingMessage } from '@sdk/outbox.js';
import { uploaded } from '@/features/files/tray.js';
import { isSameDay } from '@/lib/time.js';

/** A message as the list shows it. */
export interface Row {
  /** Stays the same when an own message is acknowledged, so that nothing is drawn anew. */
  key: string;
  message: Message;
  pending: PendingMessage | null;
  /** The day that begins with this row. */
  day: string | null;
  startsGroup: boolean;
  startsUnread: boolean;
}

const GROUP_MS = 5 * 60_000;

const keyOf = ({ id, sender_id, client_id }: Message): string =>
  client_id === null ? id : `${sender_id}:${client_id}`;

/** An own message on its way, in the shape of a stored one. */
const asMessage = ({ client_id, outgoing, created_at }: PendingMessage, me: User): Message => ({
  id: `pending:${client_id}`,
  kind: 'text',
  room_id: null,
  dm_id: null,
  seq: Number.MAX_SAFE_INTEGER,
  rev: 0,
  client_id,
  sender_id: me.id,
  sender: me,
  content: outgoing.content ?? '',
  mentions: [],
  mentions_room: false,
  mentions_here: false,
  attachments: uploaded(outgoing.attachment_ids ?? []),
  reactions: [],
  parent_id: outgoing.parent_id ?? null,
  reply_count: 0,
  last_reply_at: null,
  also_in_room: outgoing.also_in_room ?? false,
  edited: false,
  edited_at: null,
  deleted: false,
  pinned: false,
  link_previews: [],
  forwarded_from: null,
  call: null,
  created_at,
});

const isOneGroup = (before: Message, after: Message): boolean =>
  before.sender_id === after.sender_id &&
  !before.deleted &&
  Date.parse(after.created_at) - Date.parse(before.created_at) < GROUP_MS;

/** The conversation's own line: what is contiguous, without replies that stayed in their threads. */
export const lineOf = (
  messages: readonly Message[],
  firstSeq: number | undefined,
  lastSeq = Number.MAX_SAFE_INTEGER,
): Message[] =>
  firstSeq === undefined
    ? []
    : messages.filter(
        ({ seq, parent_id, also_in_room }) =>
          seq >= firstSeq && seq <= lastSeq && (parent_id === null || also_in_room),
      );

const isTop = ({ parent_id }: Message): boolean => parent_id === null;

/** Where reading begins: the oldest of the last `unread` messages that count as unread. */
export const firstUnread = (
  line: readonly Message[],
  unread: number,
  me: string,
  counts: (message: Message) => boolean = isTop,
): number | null => {
  let left = unread;
  let found: number | null = null;
  for (let at = line.length - 1; at >= 0 && left > 0; at -= 1) {
    const message = line[at];
    if (!message || message.sender_id === me || message.deleted || !counts(message)) continue;
    left -= 1;
    found = message.seq;
  }
  return found;
};

interface Input {
  line: readonly Message[];
  pending: readonly PendingMessage[];
  me: User | null;
  unreadFrom: number | null;
}

/** What a row was made of. Of the message before it only what counts: held itself it would hold all that was ever before it. */
interface Made {
  row: Row;
  before: string;
  unreadFrom: number | null;
}

const traceOf = (before: Message | undefined): string => (before ? `${before.id} ${before.deleted}` : '');

const drawn = new WeakMap<Message, Made>();

/** The same row for the same message, so that only what is another one is drawn anew. */
const once = (made: Made): Row => {
  const { row } = made;
  const known = drawn.get(row.message)?.row;
  const isSame =
    known &&
    known.pending === row.pending &&
    known.day === row.day &&
    known.startsUnread === row.startsUnread &&
    known.startsGroup === row.startsGroup;
  drawn.set(row.message, isSame ? { ...made, row: known } : made);
  return isSame ? known : row;
};

/** Of ten thousand messages one is new: the others need not be looked at for what day it was. */
const asBefore = (
  message: Message,
  before: Message | undefined,
  unreadFrom: number | null,
): Row | undefined => {
  const made = drawn.get(message);
  if (made?.before !== traceOf(before) || made.unreadFrom !== unreadFrom) return undefined;
  return made.row.pending === null ? made.row : undefined;
};

export const buildRows = ({ line, pending, me, unreadFrom }: Input): Row[] => {
  const waiting = pending.flatMap((one) => (me ? [{ message: asMessage(one, me), pending: one }] : []));
  const known = new Set(waiting.length > 0 ? line.map(keyOf) : []);
  const shown = [
    ...line.map((message) => ({ message, pending: null })),
    ...waiting.filter(({ message }) => !known.has(keyOf(message))),
  ];
  return shown.map(({ message, pending: waits }, at) => {
    const before = shown[at - 1]?.message;
    const same = waits === null && asBefore(message, before, unreadFrom);
    if (same) return same;
    const isNewDay = !before || !isSameDay(before.created_at, message.created_at);
    const startsUnread =
      unreadFrom !== null && message.seq >= unreadFrom && (!before || before.seq < unreadFrom);
    const row = {
      key: keyOf(message),
      message,
      pending: waits,
      day: isNewDay ? message.created_at : null,
      startsUnread,
      startsGroup: isNewDay || startsUnread || !before || !isOneGroup(before, message),
    };
    return once({ row, before: traceOf(before), unreadFrom });
  });
};

export interface ReactionGroup {
  emoji: string;
  userIds: string[];
}

/** In the order in which each emoji came first. */
export const groupReactions = (reactions: Message['reactions']): ReactionGroup[] => {
  const groups = new Map<string, string[]>();
  for (const { emoji, user_id } of reactions) groups.set(emoji, [...(groups.get(emoji) ?? []), user_id]);
  return [...groups].map(([emoji, userIds]) => ({ emoji, userIds }));
};
