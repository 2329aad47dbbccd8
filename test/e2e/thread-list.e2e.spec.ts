import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { Thread } from '../../src/contract/threads.js';
import { startApp, type TestApp } from '../support/app.js';
import { databaseUri } from '../support/databases.js';
import { dmOf, say as sayInDm } from '../support/dms.js';
import type { Person } from '../support/people.js';
import { exactly, refused, sayIn, unknownId } from '../support/rooms.js';
import { listThreads as list, makeThreadRoom, shows } from '../support/threads.js';
import { until } from '../support/until.js';

let first: TestApp;
let second: TestApp;
let amy: Person;
let ben: Person;
let cat: Person;
let room: string;

beforeAll(async () => {
  const uri = new URL(databaseUri(`parley_test_threads_${Date.now().toString(36)}`));
  uri.searchParams.set('monitorCommands', 'true');
  first = await startApp({ MONGODB_URI: uri.href });
  second = await startApp(first.env);
});
afterAll(() => Promise.all([first, second].map((node) => node.stop())));

const newcomers = async (): Promise<void> => {
  ({ room, amy, ben, cat } = await makeThreadRoom(first.url, second.url));
};

const say = (person: Person, content: string, parent?: Message): Promise<Message> =>
  sayIn(person, room, content, { parent_id: parent?.id });

describe('the list', () => {
  it('comes page by page, the latest activity first, with who wrote', async () => {
    await newcomers();
    const roots: Message[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      const root = await say(amy, name);
      await say(ben, `reply to ${name}`, root);
      roots.push(root);
    }
    await say(cat, 'later', roots[1]);
    await shows(amy, { a: 1, b: 2, c: 1, d: 1 });
    const page = await list(amy, '?limit=3');
    expect(page.has_more).toBe(true);
    expect(page.threads.map(({ parent_message }) => parent_message.content)).toEqual(['b', 'd', 'c']);
    const [busiest] = page.threads as [Thread];
    exactly(Thread, busiest);
    expect(busiest.participants.map(({ id }) => id)).toEqual([amy.id, ben.id, cat.id]);
    expect(busiest.parent_message).toMatchObject({ reply_count: 2, last_reply_at: busiest.last_activity_at });
    const rest = await list(amy, `?limit=3&before=${page.threads[2]?.parent_message.id}`);
    expect(rest).toMatchObject({ has_more: false, threads: [{ parent_message: { content: 'a' } }] });
    await refused(amy.api('GET', `/threads?before=${unknownId}`), 404, 'message_not_found');
  });

  it('costs the same number of queries for two threads as for twelve', async () => {
    await newcomers();
    let commands = 0;
    first.app
      .get<Connection>(getConnectionToken())
      .getClient()
      .on('commandStarted', ({ commandName, command }) => {
        // Not what the sweep asks in the background: it knows conversations, the list does not.
        const asks = commandName === 'find' || commandName === 'aggregate';
        if (asks && !JSON.stringify(command).includes('conversation_id')) commands += 1;
      });
    const cost = async (): Promise<number> => {
      const counts: number[] = [];
      for (let n = 0; n < 5; n += 1) {
        commands = 0;
        await list(amy);
        counts.push(commands);
      }
      return Math.min(...counts);
    };
    const start = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n += 1) await say(ben, 'reply', await say(amy, `thread ${n}`));
    };
    await start(2);
    await until(async () => (await list(amy)).threads.length === 2);
    const few = await cost();
    await start(10);
    await until(async () => (await list(amy)).threads.length === 12);
    expect(await cost()).toBe(few);
    expect(few).toBeLessThan(15);
  });

  it('has threads of direct messages too', async () => {
    await newcomers();
    const { id } = await dmOf(amy, ben);
    const root = await sayInDm(amy, id, 'between us');
    await sayInDm(ben.at(first.url), id, 'yes', { parent_id: root.id });
    await shows(amy, { 'between us': 1 });
  });
});
