import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Conversation } from '../../src/contract/dm.js';
import type { Message } from '../../src/contract/message.js';
import { recount } from '../faults/recount.js';
import { startApp, type TestApp } from '../support/app.js';
import { databaseUri } from '../support/databases.js';
import { dmOf, getDm, idsOf, listDms, say } from '../support/dms.js';
import { type Person, register } from '../support/people.js';
import { freshSeed, Random } from '../support/random.js';
import { exactly, refused } from '../support/rooms.js';

let node: TestApp;
const commands: string[] = [];

beforeAll(async () => {
  const uri = new URL(databaseUri(`parley_test_dm_${Date.now().toString(36)}`));
  uri.searchParams.set('monitorCommands', 'true');
  node = await startApp({ MONGODB_URI: uri.href });
  const client = node.app.get<Connection>(getConnectionToken()).getClient();
  client.on('commandStarted', ({ commandName, command }) => {
    const [first] = (command.pipeline ?? []) as { $match?: object }[];
    // The sweep looks at all that was stored lately, whatever is asked.
    const isSweep = Object.keys(first?.$match ?? {}).join() === 'created_at';
    if (!isSweep) commands.push(`${commandName} ${command[commandName]}`);
  });
});
afterAll(() => node.stop());

const people = (count: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => register(node.url, `p${n}`)));

it('has the latest activity first, page by page', async () => {
  const [amy, ...others] = (await people(5)) as [Person, ...Person[]];
  const dms: Conversation[] = [];
  for (const other of others) dms.push(await dmOf(amy, other));
  const [a, b, c, d] = idsOf(dms) as [string, string, string, string];
  const order = async (query = ''): Promise<string[]> => idsOf((await listDms(amy, query)).conversations);
  expect(await order()).toEqual([d, c, b, a]);
  const said = await say(others[1] as Person, b, 'news');
  await say(amy, a, 'later');
  expect(await order()).toEqual([a, b, d, c]);
  // What is said in a thread stays there.
  await say(amy, b, 'a reply', { parent_id: said.id });
  expect(await order()).toEqual([a, b, d, c]);
  await say(amy, b, 'a reply for all', { parent_id: said.id, also_in_room: true });
  expect(await order()).toEqual([b, a, d, c]);

  expect(await listDms(amy, '?limit=2')).toMatchObject({
    conversations: [{ id: b }, { id: a }],
    has_more: true,
  });
  expect(await listDms(amy, `?limit=2&before=${a}`)).toMatchObject({
    conversations: [{ id: d }, { id: c }],
    has_more: false,
  });
  await amy.api('DELETE', `/direct-messages/${a}`);
  await amy.api('DELETE', `/direct-messages/${d}`);
  expect(await order(`?before=${a}`)).toEqual([c]);
  expect(await order()).toEqual([b, c]);
  for (const query of ['limit=0', 'limit=501', 'before=x']) {
    await refused(amy.api('GET', `/direct-messages?${query}`), 400, 'validation_failed');
  }
});

it('shows what a recount finds, after whatever was said, deleted and read', async () => {
  const seed = freshSeed();
  const random = new Random(seed);
  const all = await people(4);
  const [amy] = all as [Person];
  const groups = [
    [0, 1],
    [0, 2],
    [0, 1, 2],
    [0, 1, 2, 3],
  ].map((who) => who.map((n) => all[n] as Person));
  const places = await Promise.all(
    groups.map(async ([first, ...rest]) => ({
      dm: await dmOf(first as Person, ...rest),
      members: [first as Person, ...rest],
      said: [] as Message[],
      read: new Map<Person, number>(),
    })),
  );
  for (let step = 0; step < 120; step += 1) {
    const place = random.pick(places);
    const person = random.pick(place.members);
    const target = place.said.length > 0 ? random.pick(place.said) : undefined;
    const roll = random.next();
    const base = `/direct-messages/${place.dm.id}`;
    if (!target || roll < 0.6) {
      const mention = random.next() < 0.4 ? ` @${random.pick(all).username}` : '';
      const parent = target && random.next() < 0.2 ? { parent_id: target.id } : {};
      place.said.push(await say(person, place.dm.id, `said${mention}`, parent));
    } else if (roll < 0.75) {
      const { status } = await person.api('DELETE', `/messages/${target.id}`);
      if (status === 204) target.deleted = true;
    } else if (roll < 0.9) {
      await person.api('POST', `${base}/read`, { message_id: target.id });
      place.read.set(person, Math.max(place.read.get(person) ?? 0, target.seq));
    } else {
      await person.api('POST', `${base}/unread`, { message_id: target.id });
      place.read.set(person, target.seq - 1);
    }
  }
  for (const person of all) {
    const { conversations } = await listDms(person);
    const own = places.filter(({ members }) => members.includes(person));
    expect(idsOf(conversations).sort()).toEqual(own.map(({ dm }) => dm.id).sort());
    for (const { dm, said, read } of own) {
      const shown = conversations.find(({ id }) => id === dm.id);
      exactly(Conversation, shown);
      const counted = recount(said, person.id, read.get(person) ?? 0);
      const last = said.filter(({ parent_id }) => parent_id === null).at(-1);
      expect({ seed, ...shown }).toMatchObject({ seed, ...counted, last_seq: said.length });
      expect(shown?.last_message?.id).toBe(last?.id);
      expect(await getDm(person, dm.id)).toEqual(shown);
    }
    const line = await person.connect();
    const heads = line.all('ready')[0]?.heads ?? [];
    for (const { id, last_seq, unread_count, mention_count } of conversations) {
      expect(heads.find(({ dm_id }) => dm_id === id)).toMatchObject({
        last_seq,
        unread_count,
        mention_count,
      });
    }
    line.close();
  }
  expect((await listDms(amy)).conversations).toHaveLength(4);
});

it('costs a constant number of queries', async () => {
  const [amy, ...others] = (await people(13)) as [Person, ...Person[]];
  const background = /^(hello|ping|endSessions|update)|sweeps|users|sessions/;
  const once = async (): Promise<string[]> => {
    const from = commands.length;
    await listDms(amy);
    return commands.slice(from).filter((command) => !background.test(command));
  };
  // What works in the background may ask something in between: the shortest of three is the list alone.
  const cost = async (): Promise<string[]> => {
    await listDms(amy);
    const tries = [await once(), await once(), await once()];
    return tries.toSorted((a, b) => a.length - b.length)[0] as string[];
  };
  for (const other of others.slice(0, 2))
    await say(other, (await dmOf(amy, other)).id, `hi @${amy.username}`);
  const few = await cost();
  for (const other of others.slice(2)) await say(other, (await dmOf(amy, other)).id, `hi @${amy.username}`);
  expect((await listDms(amy)).conversations).toHaveLength(12);
  expect((await cost()).sort()).toEqual(few.sort());
  expect(few).toEqual([
    'aggregate message_changes',
    ...Array(2).fill('aggregate messages'),
    'find conversation_heads',
    'find direct_messages',
    'find memberships',
    'find messages',
    'find unread_counts',
  ]);
});
