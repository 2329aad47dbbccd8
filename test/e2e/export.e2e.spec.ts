import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { Rest } from '../../sdk/src/rest.js';
import { MessageRepository } from '../../src/messages/message.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import { upload } from '../support/files.js';
import { type Person, registerAll, request } from '../support/people.js';
import { createRoom, refused, sayIn } from '../support/rooms.js';
import { storedMessage } from '../support/stored-messages.js';

const MANY = 450;

let node: TestApp;
let amy: Person;
let ben: Person;

beforeAll(async () => {
  node = await startApp();
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
});
afterAll(() => node.stop());

type Named = { id: string; content: string; file_name: string }[];
interface Exported {
  format: number;
  profile: { id: string; email: string };
  sessions: unknown[];
  conversations: { room_id: string; role: string }[];
  messages: Named;
  files: Named;
  preferences: { notify: string };
  saved: { message_id: string }[];
  drafts: { content: string }[];
  blocks: string[];
  search: { query: string }[];
}

it('gives everybody what is theirs, whole, and nothing of others', async () => {
  const room = (await createRoom(amy, { member_ids: [ben.id] })).id;
  const file = await upload(amy, 'words', 'mine.txt');
  const mine = await sayIn(amy, room, 'what I said', { attachment_ids: [file.id] });
  const gone = await sayIn(amy, room, 'what I took back');
  await amy.api('DELETE', `/messages/${gone.id}`);
  const theirs = await sayIn(ben, room, 'a secret of ben');
  await amy.api('PUT', `/messages/${theirs.id}/save`);
  await amy.api('PUT', `/rooms/${room}/draft`, { content: 'half a thought' });
  await amy.api('PUT', `/users/me/blocked/${ben.id}`);
  // Many of one moment among them, so that a page ends within it.
  const moment = new Date(Date.now() - 60_000);
  const many = Array.from({ length: MANY }, (_, index) =>
    storedMessage({
      ...{ conversation_id: room, seq: index + 4, sender_id: amy.id, content: `one of many ${index}` },
      created_at:
        index < 100
          ? new Date(moment.getTime() - index)
          : new Date(moment.getTime() + Math.floor(index / 50)),
    }),
  );
  await node.app.get(MessageRepository).insert(many);

  const answer = await request<Exported>(node.url, 'GET', '/api/users/me/export', { token: amy.token });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="parley-${amy.username}.json"`,
  );
  const { body } = answer;
  expect(body).toMatchObject({ format: 1, profile: { id: amy.id, email: amy.email } });
  expect(body.sessions).toHaveLength(1);
  expect(body.conversations).toEqual([expect.objectContaining({ room_id: room, role: 'owner' })]);
  const ids = body.messages.map(({ id }) => id);
  expect(ids.sort()).toEqual([mine.id, ...many.map(({ id }) => id)].sort());
  expect(body.files).toEqual([expect.objectContaining({ id: file.id, file_name: 'mine.txt' })]);
  expect(body.saved).toEqual([expect.objectContaining({ message_id: theirs.id })]);
  expect(body.blocks).toEqual([ben.id]);
  expect(Object.keys(body)).toEqual(expect.arrayContaining(['preferences', 'drafts', 'search']));
  expect(JSON.stringify(body)).not.toContain('a secret of ben');
  expect(JSON.stringify(body)).not.toMatch(/password|token|hash/);
});

it('is for who is signed in, and not again and again', async () => {
  await refused(request(node.url, 'GET', '/api/users/me/export'), 401, 'token_missing');
  const strict = await startApp({ ...node.env, RATE_LIMIT_SCALE: '1' });
  onTestFinished(() => strict.stop());
  const ask = () => ben.at(strict.url).api('GET', '/users/me/export');
  for (const _ of [1, 2, 3]) expect((await ask()).status).toBe(200);
  await refused(ask(), 429, 'rate_limited');
});

it('is asked for over the SDK like anything else', async () => {
  const { api } = new Rest({ urls: [node.url], token: async () => amy.token });
  const answer = await api.exportMe();
  expect(answer.headers.get('content-disposition')).toContain('attachment; filename=');
  expect(await answer.json()).toMatchObject({ profile: { id: amy.id } });
  const nobody = new Rest({ urls: [node.url], token: async () => 'no such token' });
  await expect(nobody.api.exportMe()).rejects.toMatchObject({ code: 'token_invalid' });
});
