import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { createRoom, refused } from '../support/rooms.js';

let node: TestApp;
let amy: Person;
let room_id: string;

beforeAll(async () => {
  node = await startApp({ EDIT_WINDOW_MINUTES: '10' });
  amy = await register(node.url, 'amy');
  room_id = (await createRoom(amy)).id;
});
afterAll(() => node?.stop());

const sentBefore = async (minutes: number): Promise<string> => {
  const input = { content: 'as it was' };
  const { body } = await amy.api<{ message: Message }>('POST', `/rooms/${room_id}/messages`, input);
  const created_at = new Date(Date.now() - minutes * 60_000);
  await node.app
    .get<Connection>(getConnectionToken())
    .collection('messages')
    .updateOne({ _id: new Types.ObjectId(body.message.id) }, { $set: { created_at } });
  return body.message.id;
};
const edit = (id: string) => amy.api('PATCH', `/messages/${id}`, { content: 'another' });

it('lets everybody edit within the time that the operator set, and nobody after it', async () => {
  expect((await edit(await sentBefore(9))).status).toBe(200);
  const late = await sentBefore(11);
  // Amy owns the room.
  await refused(edit(late), 403, 'edit_window_over');
  expect((await amy.api('POST', `/messages/${late}/reactions`, { emoji: '👍' })).status).toBe(201);
  expect((await amy.api('DELETE', `/messages/${late}`)).status).toBe(204);
});
