import type { Message } from '@contract/message.js';
import type { ParleyClient } from '@sdk/client.js';
import { idOf } from '../places.js';
import { useLive } from './state.js';

/** Whether it calls this person: by name, or with everybody in the room. */
export const mentions = (message: Message, userId: string): boolean =>
  message.mentions.includes(userId) ||
  (message.sender_id !== userId && (message.mentions_room || message.mentions_here));

/** Until there is a connection the counters are those that were kept. */
export const bindCounters = (client: ParleyClient): (() => void) => {
  const unbind = [
    client.counters.subscribe(() =>
      useLive.setState({ counters: Object.fromEntries(client.counters.getSnapshot()) }),
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
