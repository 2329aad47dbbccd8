import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HeadRepository } from '../../src/messages/head.repository.js';
import type { StoredMessage } from '../../src/messages/message.js';
import { MessageRepository } from '../../src/messages/message.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, registerAll } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { contentsOf, pageOf, say } from '../support/search.js';
import { storedMessage } from '../support/stored-messages.js';

let node: TestApp;
let amy: Person;
let ben: Person;
let room: string;
let other: string;
let otherName: string;

const file = (file_name: string, content_type: string) => ({ file_name, content_type });

/** Straight into the store, as sends and sweeps would put them: nobody can send yesterday. */
const store = async (messages: StoredMessage[]) => {
  await node.app.get(MessageRepository).insert(messages);
  const heads = messages.map(
    ({ conversation, seq, top, id }) => [conversation.id, { seq, top, rev: 0, shown: { seq, id } }] as const,
  );
  await node.app.get(HeadRepository).advance(new Map(heads));
};

beforeAll(async () => {
  node = await startApp();
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
  const made = await createRoom(amy, { member_ids: [ben.id] });
  room = made.id;
  const second = await createRoom(amy, { name: `Project ${amy.username}`, member_ids: [ben.id] });
  [other, otherName] = [second.id, second.name];
  const at = (
    conversation_id: string,
    seq: number,
    sender: Person,
    day: string,
    content: string,
    files: object[] = [],
  ) =>
    storedMessage({ conversation_id, seq, sender_id: sender.id, created_at: new Date(day), content, files });
  await store([
    at(room, 1, amy, '2026-01-30T23:30:00Z', 'harbour in january'),
    at(room, 2, ben, '2026-02-01T09:00:00Z', 'harbour https://example.org/map'),
    at(room, 3, ben, '2026-02-14T09:00:00Z', 'harbour picture', [file('Größe der Boote.PNG', 'image/png')]),
    at(room, 4, amy, '2026-02-28T22:59:59.999Z', 'harbour film', [file('sunset-cruise.mp4', 'video/mp4')]),
    at(room, 5, amy, '2026-03-01T00:00:00Z', '', [file('harbour-plan.pdf', 'application/pdf')]),
    at(other, 1, ben, '2026-02-10T00:00:00Z', 'harbour elsewhere'),
  ]);
});

afterAll(() => node?.stop());

const everything = [
  '',
  'harbour film',
  'harbour picture',
  'harbour elsewhere',
  'harbour https://example.org/map',
  'harbour in january',
];
const without = (...left: string[]) => everything.filter((content) => !left.includes(content));

describe('fields and operators', () => {
  const inRoom = () => without('harbour elsewhere');
  const cases: [string, () => [string, object?], () => string[]][] = [
    ['no filter', () => ['harbour'], () => everything],
    ['room_id', () => ['harbour', { room_id: room }], inRoom],
    ['room_id without words', () => ['', { room_id: room }], inRoom],
    ['in: by name', () => [`harbour in:#"${otherName}"`], () => ['harbour elsewhere']],
    [
      'in: by a name with dashes for spaces',
      () => [`harbour in:#project-${amy.username.toUpperCase()}`],
      () => ['harbour elsewhere'],
    ],
    ['in: twice is either', () => [`harbour in:${room} in:${other}`], () => everything],
    ['in: another room than room_id', () => [`harbour in:${other}`, { room_id: room }], () => ['unknown']],
    ['sender_id', () => ['harbour', { sender_id: amy.id }], () => ['', 'harbour film', 'harbour in january']],
    [
      'sender_id alone',
      () => ['', { sender_id: ben.id }],
      () => without('', 'harbour film', 'harbour in january'),
    ],
    [
      'from:',
      () => [`from:@${ben.username} harbour`],
      () => without('', 'harbour film', 'harbour in january'),
    ],
    ['from:me', () => ['FROM:me harbour'], () => ['', 'harbour film', 'harbour in january']],
    ['from: twice is either', () => [`from:me from:${ben.username} in:${room}`], inRoom],
    ['from: another than sender_id', () => [`harbour from:me`, { sender_id: ben.id }], () => []],
    [
      'text',
      () => ['harbour', { content_type: 'text' }],
      () => ['harbour elsewhere', 'harbour https://example.org/map', 'harbour in january'],
    ],
    ['file', () => ['harbour', { content_type: 'file' }], () => ['', 'harbour film', 'harbour picture']],
    ['image', () => ['', { content_type: 'image' }], () => ['harbour picture']],
    ['has:video', () => ['has:video'], () => ['harbour film']],
    ['has:link', () => ['has:link harbour'], () => ['harbour https://example.org/map']],
    ['has: twice is both', () => ['has:file has:link'], () => []],
    [
      'before: a day',
      () => ['harbour before:2026-02-10'],
      () => ['harbour https://example.org/map', 'harbour in january'],
    ],
    ['after: a day', () => ['harbour after:2026-02-14'], () => ['', 'harbour film']],
    ['on: a day', () => ['on:2026-02-14'], () => ['harbour picture']],
    [
      'days of a room alone',
      () => ['after:2026-01-31 before:2026-02-14', { room_id: room }],
      () => ['harbour https://example.org/map'],
    ],
    [
      'a day elsewhere',
      () => ['harbour on:2026-01-31', { time_zone: 'Europe/Berlin' }],
      () => ['harbour in january'],
    ],
    [
      'from and to as days',
      () => ['harbour', { from: '2026-02-01', to: '2026-02-14' }],
      () => ['harbour picture', 'harbour elsewhere', 'harbour https://example.org/map'],
    ],
    [
      'from and to as moments, both inclusive',
      () => ['harbour', { from: '2026-02-28T22:59:59.999Z', to: '2026-03-01T01:00:00+01:00' }],
      () => ['', 'harbour film'],
    ],
    ['a time that is over before it begins', () => ['harbour after:2026-03-01 before:2026-02-01'], () => []],
    ['a file name', () => ['grosse boot'], () => ['harbour picture']],
    ['words of content and name', () => ['film cruise'], () => ['harbour film']],
  ];

  it.each(cases)('%s', async (_name, asked, expected) => {
    const [query, more] = asked();
    const wanted = expected();
    const { results, unknown } = await pageOf(amy, query, more);
    if (wanted[0] === 'unknown') expect([results, unknown]).toEqual([[], [`in:${other}`]]);
    else expect([results.map(({ message }) => message.content), unknown]).toEqual([wanted, []]);
  });

  it('marks what was found in the name of a file', async () => {
    const { results } = await pageOf(amy, 'grösse');
    expect(results.map(({ highlights, file_highlights }) => [highlights, file_highlights])).toEqual([
      [[], [{ file_id: expect.any(String), start: 0, end: 5 }]],
    ]);
  });

  it('finds nothing for names that nobody has, and says which', async () => {
    const { results, unknown } = await pageOf(amy, 'harbour from:@nobody-at-all in:#nowhere');
    expect([results, unknown]).toEqual([[], ['in:#nowhere', 'from:@nobody-at-all']]);
  });
});

describe('pages', () => {
  const walk = async (query: string, more: object, meanwhile?: () => Promise<unknown>) => {
    const found: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await pageOf(amy, query, { ...more, limit: 3, ...(cursor && { cursor }) });
      expect(page.results.length).toBeLessThanOrEqual(3);
      expect(page.has_more).toBe(page.cursor !== null);
      found.push(...page.results.map(({ message }) => message.content));
      cursor = page.cursor;
      await meanwhile?.();
    } while (cursor);
    return found;
  };

  it.each([
    ['in one room', true, 'newest'],
    ['everywhere', false, 'newest'],
    ['by relevance', false, 'relevance'],
  ])('stay as they were begun while messages arrive: %s', async (_name, bound, sort) => {
    const own = await createRoom(amy);
    const word = `lighthouse${sort}${bound ? 1 : 2}`;
    await say(amy, `/rooms/${own.id}`, ...Array.from({ length: 8 }, (_, n) => `${word} number ${n}`));
    const more = { ...(bound && { room_id: own.id }), sort };
    const found = await walk(word, more, () => say(amy, `/rooms/${own.id}`, `${word} that came later`));
    expect(found).toEqual([7, 6, 5, 4, 3, 2, 1, 0].map((n) => `${word} number ${n}`));
  });

  it('ranks whole words before parts, and words that stand together before others', async () => {
    const own = await createRoom(amy);
    await say(
      amy,
      `/rooms/${own.id}`,
      'sea chart',
      'a chart that has nothing at all to do with the wide open sea of which we spoke',
      'seaside flowcharts',
      'chartreuse, seasonal',
    );
    const { results } = await pageOf(amy, 'sea chart', { room_id: own.id, sort: 'relevance' });
    expect(results.map(({ message }) => message.content)).toEqual([
      'sea chart',
      'a chart that has nothing at all to do with the wide open sea of which we spoke',
      'seaside flowcharts',
      'chartreuse, seasonal',
    ]);
  });

  it('finds a word that was said once, long ago, and one that is in every message', async () => {
    const busy = (await createRoom(amy)).id;
    const stored = Array.from({ length: 5_000 }, (_, index) =>
      storedMessage({
        conversation_id: busy,
        seq: index + 1,
        sender_id: ben.id,
        created_at: new Date(Date.UTC(2025, 0, 1) + index * 60_000),
        content: index === 7 ? 'common needle' : `common ${index}`,
      }),
    );
    await store(stored);
    expect(await contentsOf(amy, 'needle', { room_id: busy })).toEqual(['common needle']);
    expect(await contentsOf(amy, 'common', { room_id: busy, limit: 2 })).toEqual([
      'common 4999',
      'common 4998',
    ]);
    expect(await contentsOf(amy, '-common', { room_id: busy })).toEqual([]);
    expect(await contentsOf(amy, 'before:2025-01-02', { room_id: busy, limit: 1 })).toEqual(['common 1439']);
    expect(await contentsOf(amy, 'needle before:2025-01-02')).toEqual(['common needle']);
  });
});
