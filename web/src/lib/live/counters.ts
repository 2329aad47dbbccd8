import type { Counters } from '@contract/inbox.js';
import type { Message } from '@contract/message.js';
import type { ParleyClient } from '@sdk/client.js';
import { api } from '../api.js';
import { apiPath, idOf, type Place } from '../places.js';
import { useLive } from './state.js';

export const setCounters = (id: string, counters: Counters): void => {
  useLive.setState((state) => ({ counters: { ...state.counters, [id]: counters } }));
};

/** Whether it calls this person: by name, or with everybody in the room. */
export const mentions = (message: Message, userId: string): boolean =>
  message.mentions.includes(userId) ||
  (message.sender_id !== userId && (message.mentions_room || message.mentions_here));

/** The server sends exact numbers on connect and when one reads; in between each message counts itself. */
const countMessage = (message: Message, me: string | undefined): void => {
  if (message.sender_id === me || message.parent_id !== null || message.deleted) return;
  const id = idOf(message);
  const { unread_count, mention_count } = useLive.getState().counters[id] ?? {
    unread_count: 0,
    mention_count: 0,
  };
  const mentioned = me !== undefined && mentions(message, me) ? 1 : 0;
  setCounters(id, { unread_count: unread_count + 1, mention_count: mention_count + mentioned });
};

/** Whether what was deleted had been read is for the server to say. */
const recount = async (message: Message): Promise<void> => {
  const id = idOf(message);
  if ((useLive.getState().counters[id]?.unread_count ?? 0) === 0) return;
  const place = (message.room_id ? { room_id: message.room_id } : { dm_id: id }) as Place;
  const answer = await api.get<{ room?: Counters; conversation?: Counters }>(apiPath(place));
  const counted = answer.room ?? answer.conversation;
  if (!counted) return;
  setCounters(id, { unread_count: counted.unread_count, mention_count: counted.mention_count });
};

export const bindCounters = (client: ParleyClient): (() => void) => {
  const unbind = [
    client.on('new_message', (message) => countMessage(message, client.user?.id)),
    client.on('message_deleted', ({ message }) => {
      recount(message).catch(() => undefined); // The next connect brings the exact numbers.
    }),
    client.on('unread_update', ({ unread_count, mention_count, ...place }) =>
      setCounters(idOf(place), { unread_count, mention_count }),
    ),
    client.on('message_read', ({ user_id, seq, read_at, ...place }) => {
      const id = idOf(place);
      useLive.setState(({ reading }) => ({
        reading: { ...reading, [id]: { ...reading[id], [user_id]: { seq, read_at } } },
      }));
    }),
  ];
  return () => {
    for (const stop of unbind) stop();
  };
};
