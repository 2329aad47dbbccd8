import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecentSearch, Suggestion } from '../../src/contract/search.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf } from '../support/dms.js';
import { type Person, register, registerAll } from '../support/people.js';
import { createRoom, refused, unique } from '../support/rooms.js';
import { contentsOf, say, searchFor } from '../support/search.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
  [amy, ben, eve] = await registerAll(node.url, 'amy', 'ben', 'eve');
});

afterAll(async () => {
  await other?.stop();
  await node?.stop();
});

describe('only what the caller may read is found', () => {
  it('shows a stranger nothing of a private room, of a DM, or of a public room that they did not join', async () => {
    const word = unique('secret');
    const [hidden, open, dm] = await Promise.all([
      createRoom(amy, { type: 'private', member_ids: [ben.id] }),
      createRoom(amy),
      dmOf(amy, ben),
    ]);
    for (const place of [`/rooms/${hidden.id}`, `/rooms/${open.id}`, `/direct-messages/${dm.id}`])
      await say(amy, place, word);
    expect(await contentsOf(amy, word)).toHaveLength(3);
    expect(await contentsOf(ben, word)).toHaveLength(2);
    for (const query of [
      word,
      `${word} from:@${amy.username}`,
      `${word} in:#${hidden.name}`,
      `${word} in:${open.id}`,
    ])
      for (const sort of ['newest', 'relevance']) expect(await contentsOf(eve, query, { sort })).toEqual([]);
    await refused(searchFor(eve, word, { room_id: hidden.id }), 404, 'room_not_found');
    await refused(searchFor(eve, word, { room_id: open.id }), 403, 'not_a_member');
    await refused(searchFor(eve, word, { dm_id: dm.id }), 404, 'dm_not_found');
    const { body } = await eve.api<{ suggestions: Suggestion[] }>(
      'GET',
      `/search/suggestions?q=${word.slice(0, 8)}`,
    );
    expect(body.suggestions).toEqual([]);
    await eve.api('POST', `/rooms/${open.id}/join`);
    expect(await contentsOf(eve, word)).toEqual([word]);
  });

  it.each([
    ['leaves', (room: string) => eve.api('POST', `/rooms/${room}/leave`)],
    ['is removed', (room: string) => amy.api('DELETE', `/rooms/${room}/members/${eve.id}`)],
    ['is banned', (room: string) => amy.api('PUT', `/rooms/${room}/bans/${eve.id}`, {})],
    ['sees the room deleted', (room: string) => amy.api('DELETE', `/rooms/${room}`)],
  ])('finds nothing more at either node once somebody %s', async (_what, end) => {
    const word = unique('harvest');
    const room = await createRoom(amy, { type: 'private', member_ids: [eve.id] });
    await say(amy, `/rooms/${room.id}`, word);
    const there = eve.at(other.url);
    expect(await contentsOf(there, word)).toEqual([word]);
    expect(await contentsOf(there, word, { room_id: room.id })).toEqual([word]);
    expect((await end(room.id)).status).toBeLessThan(300);
    for (const person of [eve, there]) {
      expect(await contentsOf(person, word)).toEqual([]);
      expect(await contentsOf(person, `${word} in:${room.id}`)).toEqual([]);
    }
    await refused(searchFor(eve, word, { room_id: room.id }), 404, 'room_not_found');
  });

  it('finds at one node what was said at the other, at once', async () => {
    const room = await createRoom(amy, { member_ids: [ben.id] });
    const word = unique('relay');
    await say(amy, `/rooms/${room.id}`, word);
    expect(await contentsOf(ben.at(other.url), word)).toEqual([word]);
  });
});

describe('recent searches and suggestions', () => {
  const recent = async (person: Person) =>
    (await person.api<{ searches: RecentSearch[] }>('GET', '/search/recent')).body.searches;
  const suggest = async (person: Person, q: string) =>
    (await person.api<{ suggestions: Suggestion[] }>('GET', `/search/suggestions?q=${encodeURIComponent(q)}`))
      .body.suggestions;

  it('keeps what was searched for, the latest first, each once, twenty of them, for oneself alone', async () => {
    const fay = await register(node.url, 'fay');
    for (let n = 0; n < 22; n += 1) await searchFor(fay, `plan z${n} `, { remember: true });
    await searchFor(fay, 'plan z5', { remember: true });
    await searchFor(fay, 'pla', { remember: false });
    const queries = (await recent(fay)).map(({ query }) => query);
    expect(queries.slice(0, 3)).toEqual(['plan z5', 'plan z21', 'plan z20']);
    expect(queries).toHaveLength(20);
    expect(new Set(queries).size).toBe(20);
    expect(await recent(amy)).toEqual([]);
    expect((await suggest(fay, '')).map(({ kind }) => kind)).toEqual(Array(8).fill('recent'));
    expect((await suggest(fay, 'PLAN Z21')).map(({ text }) => text)).toEqual(['plan z21']);
  });

  it('forgets one or all of them, of nobody else', async () => {
    const gil = await register(node.url, 'gil');
    for (const query of ['first', 'second', 'third']) await searchFor(gil, query, { remember: true });
    const [, second] = await recent(gil);
    expect((await amy.api('DELETE', `/search/recent/${second?.id}`)).status).toBe(204);
    expect(await recent(gil)).toHaveLength(3);
    expect((await gil.api('DELETE', `/search/recent/${second?.id}`)).status).toBe(204);
    expect((await recent(gil)).map(({ query }) => query)).toEqual(['third', 'first']);
    expect((await gil.api('DELETE', '/search/recent')).status).toBe(204);
    expect(await recent(gil)).toEqual([]);
  });

  it('suggests people, own rooms and frequent words, with what was typed before', async () => {
    const room = await createRoom(amy, { name: `zebra ${unique('club')}`, type: 'private' });
    await say(amy, `/rooms/${room.id}`, 'zebrafish and zebrafish', 'a Zebrafish', 'zebracrossing');
    const found = await suggest(amy, 'soon zebra');
    expect(found.map(({ kind, text }) => [kind, text])).toEqual([
      ['room', `soon in:#"${room.name}" `],
      ['term', 'soon zebrafish '],
      ['term', 'soon zebracrossing '],
    ]);
    const people = await suggest(amy, `from:@${ben.username.slice(0, 6)}`);
    expect(people).toContainEqual({
      kind: 'person',
      text: `from:@${ben.username} `,
      user: { id: ben.id, username: ben.username, display_name: ben.username, avatar_url: null },
    });
    expect((await suggest(amy, 'in:#zeb')).map(({ kind }) => kind)).toEqual(['room']);
    expect(await contentsOf(amy, (await suggest(amy, 'in:#zeb'))[0]?.text ?? '')).toHaveLength(3);
    expect(await suggest(eve, 'soon zebra')).toEqual([]);
  });
});

describe('hostile queries', () => {
  const hostile = [
    '$where: function() { while (true) {} }',
    '{"$gt": ""}',
    '.*.*.*.*.*(a+)+$',
    '^[a-z]+$ \\p{L}+ (?=x)',
    `"${'(a+)+'.repeat(80)}"`,
    '-a '.repeat(160),
    '"a" '.repeat(120),
    'from:@a '.repeat(60),
    'in:#b '.repeat(80),
    'has:link '.repeat(50),
    'on:2026-01-01 '.repeat(30),
    Array.from({ length: 120 }, (_, n) => `w${n}`).join(' '),
    '漢'.repeat(500),
    '\u202e\ufeff\u200b text',
    `${'e\u0301'.repeat(240)}`,
    '🎉'.repeat(240),
    '%00 <script>alert(1)</script>',
    "'; DROP TABLE messages; --",
  ];

  it.each(hostile.map((query) => [query.slice(0, 30), query]))('%j is harmless', async (_name, query) => {
    const began = performance.now();
    for (const more of [{}, { sort: 'relevance' }]) {
      const { status } = await searchFor(amy, query, more);
      expect(status).toBe(200);
    }
    const { status } = await amy.api('GET', `/search/suggestions?q=${encodeURIComponent(query)}`);
    expect(status).toBe(200);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('refuses what is no text, or too much of it, before anything is read', async () => {
    for (const query of ['x'.repeat(10_000), 'a\u0000b', '\ud800', { $gt: '' }, ['a'], 7, null])
      await refused(searchFor(amy, query as string), 400, 'validation_failed');
    await refused(searchFor(amy, 'x', { sender_id: { $ne: null } }), 400, 'validation_failed');
    const forged = Buffer.from(JSON.stringify({ seq: { $gt: 0 } })).toString('base64url');
    await refused(searchFor(amy, 'x', { cursor: forged }), 400, 'validation_failed');
  });

  it('takes searches at a rate of their own', async () => {
    const strict = await startApp({ ...node.env, RATE_LIMIT_SCALE: '0.05' });
    const hal = (await register(node.url, 'hal')).at(strict.url);
    const answers = await Promise.all(Array.from({ length: 6 }, () => searchFor(hal, 'x')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429, 429]);
    await strict.stop();
  });
});
