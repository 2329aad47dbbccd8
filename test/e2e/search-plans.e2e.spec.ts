import { getConnectionToken } from '@nestjs/mongoose';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { HeadRepository } from '../../src/messages/head.repository.js';
import { MessageRepository } from '../../src/messages/message.repository.js';
import { Deadline } from '../../src/search/search.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { createRoom, refused, unknownId } from '../support/rooms.js';
import { contentsOf, searchFor } from '../support/search.js';
import { storedMessage } from '../support/stored-messages.js';

/** Many more than the stretch of numbers that a search begins with. */
const MESSAGES = 50_000;
const BATCH = 2_500;
/** Only the oldest message has it. */
const RARE = 'a zeppelin, once';
/** Every so many messages are another one: too few to fill a page with the first stretch. */
const EVERY = { walrus: 150, ocelot: 2_370 } as const;

const contentOf = (seq: number): string => {
  if (seq === 1) return RARE;
  const [animal] = Object.entries(EVERY).find(([, every]) => seq % every === 0) ?? ['weather'];
  return `${animal} report ${seq}`;
};

let node: TestApp;
let amy: Person;
let room: string;

/** Straight into the database; the indexes afterwards, as `npm run bench:search` does with a million. */
const store = async (): Promise<void> => {
  const messages = Array.from({ length: MESSAGES }, (_, index) =>
    storedMessage({
      conversation_id: room,
      seq: index + 1,
      sender_id: amy.id,
      created_at: new Date(Date.UTC(2026, 0, 1) + index * 60_000),
      content: contentOf(index + 1),
    }),
  );
  const model = node.app.get<Connection>(getConnectionToken(), { strict: false }).model('Message');
  await model.collection.dropIndexes();
  for (let at = 0; at < MESSAGES; at += BATCH)
    await node.app.get(MessageRepository).insert(messages.slice(at, at + BATCH));
  await model.createIndexes();
  const { id } = messages.at(-1) as { id: string };
  const head = { seq: MESSAGES, top: MESSAGES, rev: 0, shown: { seq: MESSAGES, id } };
  await node.app.get(HeadRepository).advance(new Map([[room, head]]));
};

beforeAll(async () => {
  node = await startApp();
  amy = await register(node.url, 'amy');
  room = (await createRoom(amy)).id;
  await store();
});
afterEach(() => {
  vi.restoreAllMocks();
  mongoose.set('debug', false);
});
afterAll(() => node?.stop());

/** The plans of what a search asks of the messages, in their order, as the database tells them. */
const plansOf = async (query: string): Promise<string[]> => {
  const asked: { filter: object; sort: [string, 1 | -1][]; hint: string; limit: number }[] = [];
  mongoose.set('debug', (collection: string, method: string, filter: object, options: object) => {
    if (collection === 'messages' && method === 'find' && 'deleted' in filter)
      asked.push({ filter, ...(options as object) } as (typeof asked)[number]);
  });
  await searchFor(amy, query, { room_id: room, limit: 20 });
  mongoose.set('debug', false);
  const messages = node.app.get<Connection>(getConnectionToken(), { strict: false }).collection('messages');
  return Promise.all(
    asked.map(async ({ filter, sort, hint, limit }) =>
      JSON.stringify(
        await messages
          .find(filter, { ...(hint && { hint }) })
          .sort(sort)
          .limit(limit)
          .explain('queryPlanner'),
      ),
    ),
  );
};

const byNumber = 'conversation_id_1_seq_1';
const byTerms = 'conversation_id_1_terms_1';

describe('what a search in a room reads by', () => {
  it('finds what is common by number, and asks for nothing else', async () => {
    const plans = await plansOf('weather ');
    expect(plans.map((plan) => [plan.includes(byNumber), plan.includes('COLLSCAN')])).toEqual([
      [true, false],
    ]);
  });

  it('finds what no recent message has by its terms at once', async () => {
    expect(await contentsOf(amy, 'zeppelin', { room_id: room })).toEqual([RARE]);
    const plans = await plansOf('zeppelin');
    expect(plans.some((plan) => plan.includes('COLLSCAN'))).toBe(false);
    expect(plans.map((plan) => plan.includes(byTerms))).toEqual([true]);
  });
});

describe('what is said now and then', () => {
  it.each([
    ['goes on by number where the next page is near', 'walrus', [byNumber, byNumber]],
    ['is asked for by its terms where there is little of it', 'ocelot', [byNumber, byTerms]],
  ] as const)('%s', async (_name, animal, indexes) => {
    const plans = await plansOf(`${animal} `);
    expect(plans.map((plan) => [byNumber, byTerms].find((index) => plan.includes(index)))).toEqual(indexes);
    const latest = Array.from({ length: MESSAGES }, (_, n) => contentOf(MESSAGES - n));
    expect(await contentsOf(amy, `${animal} `, { room_id: room, limit: 20 })).toEqual(
      latest.filter((content) => content.startsWith(animal)).slice(0, 20),
    );
  });
});

describe('a search that takes too long', () => {
  it('is given up by the database and says so, and is answered when there is time', async () => {
    const left = vi.spyOn(Deadline.prototype, 'left').mockReturnValue(1);
    // Common words of somebody who said nothing: all of the first stretch is read in vain.
    const broad = { room_id: room, sender_id: unknownId };
    // A quick machine may answer within the millisecond now and then.
    await vi.waitFor(() => refused(searchFor(amy, 'weather report', broad), 503, 'search_too_broad'));
    expect(left).toHaveBeenCalled();
    left.mockRestore();
    expect(await contentsOf(amy, 'weather report', broad)).toEqual([]);
  });
});
