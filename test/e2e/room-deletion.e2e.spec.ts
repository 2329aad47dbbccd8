import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { upload } from '../support/files.js';
import { registerAll } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;

beforeAll(async () => {
  node = await startApp();
});
afterAll(() => node?.stop());

/** The tombstone, who was in it, and what was done by whom. */
const kept = ['audit_entries', 'memberships', 'rooms'];

const SECRET = 'Project Nightingale';

/** Collections in which anything still speaks of this. */
const speakingOf = async (id: string): Promise<string[]> => {
  const { db } = node.app.get<Connection>(getConnectionToken());
  const names = (await db?.listCollections().toArray())?.map(({ name }) => name) ?? [];
  const texts = await Promise.all(
    names.map(async (name) => [name, JSON.stringify(await db?.collection(name).find().toArray())] as const),
  );
  return texts.flatMap(([name, text]) => (text.includes(id) ? [name] : [])).sort();
};

it('a deleted room takes along all that was said, noted and set up in it', async () => {
  const [amy, ben, cat] = await registerAll(node.url, 'amy', 'ben', 'cat');
  const room = await createRoom(amy, { name: SECRET, description: SECRET, member_ids: [ben.id, cat.id] });
  const path = `/rooms/${room.id}`;
  const file = await upload(ben, 'a plan', 'plan.txt');
  const said = { content: `look @${amy.username}`, attachment_ids: [file.id] };
  const { message } = (await ben.api<{ message: Message }>('POST', `${path}/messages`, said)).body;
  const done = await Promise.all([
    ben.api('POST', `${path}/messages`, { content: 'why?', parent_id: message.id }),
    ben.api('PATCH', `/messages/${message.id}`, { content: 'look again' }),
    amy.api('PUT', `/messages/${message.id}/save`),
    amy.api('POST', `/messages/${message.id}/report`, { reason: 'spam', note: 'hm' }),
    amy.api('PUT', `${path}/draft`, { content: 'I begin to' }),
    amy.api('POST', `${path}/read`, { message_id: message.id }),
    amy.api('POST', `${path}/invitations`, {}),
    amy.api('PUT', `${path}/bans/${cat.id}`, { reason: 'loud' }),
    amy.api('POST', `${path}/webhooks/incoming`, { name: 'CI' }),
    amy.api('POST', `${path}/webhooks/outgoing`, {
      url: 'https://hook.example',
      events: ['message_created'],
    }),
  ]);
  expect(done.filter(({ status }) => status >= 300)).toEqual([]);
  await until(async () => (await speakingOf(room.id)).includes('notifications'));
  expect((await speakingOf(room.id)).length).toBeGreaterThan(12);
  expect((await amy.api('DELETE', path)).status).toBe(204);
  await until(async () => (await speakingOf(room.id)).every((name) => kept.includes(name)), {
    what: 'the end of all that was in the room',
  });
  expect(await speakingOf(SECRET)).toEqual([]);
});
