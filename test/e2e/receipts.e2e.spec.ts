import { afterAll, beforeAll, expect, it } from 'vitest';
import { Receipt } from '../../src/contract/inbox.js';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf, say as sayInDm } from '../support/dms.js';
import { type Person, register } from '../support/people.js';
import { createRoom, exactly, refused, sayIn, unknownId } from '../support/rooms.js';

let first: TestApp;
let second: TestApp;
let amy: Person;
let readers: Person[];
let room: string;

beforeAll(async () => {
  first = await startApp();
  second = await startApp(first.env);
  amy = await register(first.url, 'amy');
  readers = await Promise.all(Array.from({ length: 5 }, (_, n) => register(first.url, `r${n}`)));
  readers = readers.map((person, n) => (n % 2 ? person.at(second.url) : person));
  readers.sort((a, b) => (a.id < b.id ? -1 : 1));
});
afterAll(() => Promise.all([first, second].map((node) => node.stop())));

const makeRoom = async (members: Person[], type = 'private'): Promise<void> => {
  ({ id: room } = await createRoom(amy, { type, member_ids: members.map(({ id }) => id) }));
};

const say = (person: Person, content: string): Promise<Message> => sayIn(person, room, content);

const read = async (person: Person, { id }: Message): Promise<void> => {
  expect((await person.api('POST', `/rooms/${room}/read`, { message_id: id })).status).toBe(200);
};

const receipts = (person: Person, { id }: { id: string }, query = '') =>
  person.api<{ read_by: Receipt[]; has_more: boolean }>('GET', `/messages/${id}/receipts${query}`);

const namesOf = async (person: Person, message: Message, query = ''): Promise<string[]> => {
  const { status, body } = await receipts(person, message, query);
  expect(status).toBe(200);
  return body.read_by.map(({ user }) => user.username);
};

const names = (...people: (Person | undefined)[]): string[] => people.map((person) => person?.username ?? '');

it('names who has read it or anything after it, without its sender', async () => {
  await makeRoom(readers);
  const [r0, r1, r2, r3] = readers as [Person, Person, Person, Person];
  const [one, two, three] = [await say(amy, 'one'), await say(amy, 'two'), await say(r3, 'three')];
  expect((await receipts(amy, one)).body).toEqual({ read_by: [], has_more: false });
  await read(r0, one);
  await read(r1, two);
  await read(r2, three);
  await read(amy, three);
  expect(await namesOf(amy, one)).toEqual(names(r0, r1, r2));
  expect(await namesOf(r0, two)).toEqual(names(r1, r2));
  // Amy did not send this one.
  expect((await namesOf(r3, three)).sort()).toEqual(names(amy, r2).sort());
  const { body } = await receipts(amy, one);
  exactly(Receipt, body.read_by[0]);
  await r2.api('POST', `/rooms/${room}/unread`, { message_id: two.id });
  expect(await namesOf(amy, two)).toEqual(names(r1));
});

it('comes page by page, past those who have left', async () => {
  await makeRoom(readers);
  const message = await say(amy, 'one');
  for (const reader of readers) await read(reader, message);
  const [r0, r1, r2, r3, r4] = readers as [Person, Person, Person, Person, Person];
  for (const gone of [r1, r2]) await gone.api('POST', `/rooms/${room}/leave`);
  const page = await receipts(amy, message, '?limit=2');
  expect(page.body.read_by.map(({ user }) => user.id)).toEqual([r0.id, r3.id]);
  expect(page.body.has_more).toBe(true);
  const rest = await receipts(amy, message, `?limit=2&after=${r3.id}`);
  expect(rest.body.read_by.map(({ user }) => user.id)).toEqual([r4.id]);
  expect(rest.body.has_more).toBe(false);
});

it('says nothing of what somebody read before they left, also when they are back', async () => {
  const [r0] = readers as [Person];
  await makeRoom([r0]);
  const [one, two] = [await say(amy, 'one'), await say(amy, 'two')];
  await read(r0, one);
  await r0.api('POST', `/rooms/${room}/leave`);
  expect(await namesOf(amy, one)).toEqual([]);
  await amy.api('POST', `/rooms/${room}/members`, { user_ids: [r0.id] });
  expect(await namesOf(amy, one)).toEqual([]);
  // Reading what was said before they came back is not reading on: they have read nothing of their time here.
  await read(r0, one);
  expect(await namesOf(amy, two)).toEqual([]);
  const three = await say(amy, 'three');
  await read(r0, three);
  expect(await namesOf(amy, three)).toEqual(names(r0));
});

it('of a reply names who read on in the thread, not in the room', async () => {
  await makeRoom(readers);
  const [r0, r1, r2] = readers as [Person, Person, Person];
  const root = await say(amy, 'root');
  const { body } = await r0.api<{ message: Message }>('POST', `/rooms/${room}/messages`, {
    content: 'reply',
    parent_id: root.id,
  });
  await read(r1, await say(amy, 'later'));
  expect(await namesOf(amy, body.message)).toEqual([]);
  await r2.api('POST', `/messages/${root.id}/thread/read`);
  for (const person of [amy, r0]) await person.api('POST', `/messages/${body.message.id}/thread/read`);
  expect(await namesOf(r1, body.message)).toEqual(names(amy));
  expect(await namesOf(r1, root)).toEqual(names(r1));
});

it('is there for a direct message', async () => {
  const [r0, r1] = readers as [Person, Person];
  const { id } = await dmOf(r0, r1);
  const message = await sayInDm(r0, id, 'hello');
  await r1.api('POST', `/direct-messages/${id}/read`, { message_id: message.id });
  expect(await namesOf(r0, message)).toEqual(names(r1));
  await refused(receipts(amy, message), 404, 'message_not_found');
});

it('is for members only', async () => {
  const [r0, r1] = readers as [Person, Person];
  await makeRoom([r0]);
  const hidden = await say(amy, 'hidden');
  await refused(receipts(r1, hidden), 404, 'message_not_found');
  await refused(receipts(amy, { id: unknownId }), 404, 'message_not_found');
  await makeRoom([r0], 'public');
  const open = await say(amy, 'open');
  await refused(receipts(r1, open), 403, 'not_a_member');
  await refused(receipts(amy, open, '?limit=101'), 400, 'validation_failed');
});
