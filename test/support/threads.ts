import { expect } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import type { Thread, ThreadState } from '../../src/contract/threads.js';
import { type Person, register } from './people.js';
import { createRoom } from './rooms.js';
import { until } from './until.js';

export const threadOf = async (person: Person, { id }: Message) =>
  (await person.api<{ following: boolean; parent_message: Message }>('GET', `/messages/${id}/thread`)).body;

export const listThreads = async (person: Person, query = '') => {
  const { status, body } = await person.api<{ threads: Thread[]; has_more: boolean }>(
    'GET',
    `/threads${query}`,
  );
  expect(status).toBe(200);
  return body;
};

/** What a person has unread by the contents of the threads they follow: written a moment after the replies. */
export const shows = (person: Person, expected: Record<string, number>, timeoutMs = 8_000): Promise<void> =>
  until(
    async () => {
      const { threads } = await listThreads(person);
      const shown = threads.map(({ parent_message, unread_count }) => [parent_message.content, unread_count]);
      return JSON.stringify(Object.fromEntries(shown.sort())) === JSON.stringify(expected);
    },
    { what: JSON.stringify(expected), timeoutMs },
  );

export const follow = (person: Person, { id }: Message) => person.api('PUT', `/messages/${id}/thread/follow`);
export const unfollow = (person: Person, { id }: Message) =>
  person.api('DELETE', `/messages/${id}/thread/follow`);
export const markRead = (person: Person, { id }: Message) =>
  person.api<ThreadState>('POST', `/messages/${id}/thread/read`);

export interface ThreadRoom {
  room: string;
  amy: Person;
  ben: Person;
  cat: Person;
}

/** Three new people in a private room of Amy's; Ben is at the other node. */
export const makeThreadRoom = async (first: string, second: string): Promise<ThreadRoom> => {
  const people = await Promise.all(['amy', 'ben', 'cat'].map((name) => register(first, name)));
  const [amy, ben, cat] = people as [Person, Person, Person];
  const { id: room } = await createRoom(amy, { type: 'private', member_ids: [ben.id, cat.id] });
  return { room, amy, ben: ben.at(second), cat };
};
