import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverEvents } from '../../src/contract/events.js';
import { operations } from '../../src/contract/operations.js';
import { startApp, type TestApp } from '../support/app.js';
import { picture, upload } from '../support/files.js';
import { type Line, type Person, password, register, request } from '../support/people.js';

let node: TestApp;

beforeAll(async () => {
  node = await startApp();
});
afterAll(() => node.stop());

/** The answer has the shape that is documented, and no field beyond it. */
const conforms = (id: string, answer: unknown): void => {
  const operation = operations.find((one) => one.id === id);
  const { data, error } = operation?.output.safeParse(answer) ?? {};
  expect(error, id).toBeUndefined();
  expect(answer, id).toEqual(data);
};

describe('what a server really answers', () => {
  let amy: Person;
  let line: Line;
  let room: string;

  beforeAll(async () => {
    amy = await register(node.url, 'amy');
    line = await amy.connect();
    const { body } = await amy.api<{ room: { id: string } }>('POST', '/rooms', {
      name: 'Documents',
      type: 'private',
    });
    room = body.room.id;
  });
  afterAll(() => line.close());

  const ask = async (
    id: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Record<string, unknown>> => {
    const answer = await amy.api(method, path, body);
    expect(answer.status, `${id} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    conforms(id, answer.body);
    return answer.body;
  };

  it('is documented for accounts and people', async () => {
    const { body } = await request(node.url, 'POST', '/api/auth/login', {
      body: { email: amy.email, password },
    });
    conforms('login', body);
    await ask('get_me', 'GET', '/users/me');
    await ask('update_me', 'PATCH', '/users/me', { display_name: 'Amy' });
    await ask('search_users', 'GET', '/users?query=amy');
    await ask('get_user', 'GET', `/users/${amy.id}`);
  });

  it('is documented for rooms', async () => {
    await ask('create_room', 'POST', '/rooms', { name: 'Another', type: 'public' });
    await ask('list_rooms', 'GET', '/rooms');
    await ask('get_room', 'GET', `/rooms/${room}`);
    await ask('update_room', 'PATCH', `/rooms/${room}`, { description: 'All of them' });
    await ask('list_members', 'GET', `/rooms/${room}/members`);
  });

  it('is documented for messages and all that is done to them', async () => {
    const sent = await ask('send_message', 'POST', `/rooms/${room}/messages`, {
      content: 'one',
      client_id: randomUUID(),
    });
    const { id } = sent.message as { id: string };
    await ask('list_messages', 'GET', `/rooms/${room}/messages`);
    await ask('get_message', 'GET', `/messages/${id}`);
    await ask('edit_message', 'PATCH', `/messages/${id}`, { content: 'two' });
    await ask('message_history', 'GET', `/messages/${id}/history`);
    await ask('add_reaction', 'POST', `/messages/${id}/reactions`, { emoji: '👍' });
    await ask('remove_reaction', 'DELETE', `/messages/${id}/reactions/${encodeURIComponent('👍')}`);
    await ask('pin_message', 'POST', `/messages/${id}/pin`);
    await ask('list_pinned', 'GET', `/rooms/${room}/pinned`);
    await ask('get_thread', 'GET', `/messages/${id}/thread`);
    await ask('mark_read', 'POST', `/rooms/${room}/read`, { message_id: id });
    await ask('sync', 'POST', '/sync', { conversations: [{ room_id: room }, { room_id: 'f'.repeat(24) }] });
  });

  it('is documented for emoji', async () => {
    const file = await upload(amy, await picture(64, 64).png().toBuffer(), 'wave.png');
    await ask('create_emoji', 'POST', '/emojis', { name: 'wave', file_id: file.id });
    await ask('list_emojis', 'GET', '/emojis');
  });

  it('is documented for files', async () => {
    const file = await upload(amy, 'text');
    conforms('upload_file', file);
    await ask('send_message', 'POST', `/rooms/${room}/messages`, { attachment_ids: [file.id] });
    await ask('get_file_link', 'GET', `/files/${file.id}/url`);
    await ask('list_files', 'GET', `/rooms/${room}/files`);
    const { upload: begun } = await ask('create_upload', 'POST', '/uploads', {
      file_name: 'a',
      file_size: 1,
    });
    await ask('get_upload', 'GET', `/uploads/${(begun as { id: string }).id}`);
  });

  it('is documented for events in both directions', async () => {
    const answer = await line.ask('send_message', { room_id: room, content: 'over the socket' });
    const { ok, ...result } = answer as Record<string, unknown>;
    expect(ok).toBe(true);
    conforms('send_message', result);
    await line.next('new_message', ({ content }) => content === 'over the socket');
    for (const { event, payload } of line.received) {
      const documented = serverEvents[event as keyof typeof serverEvents];
      expect(documented, event).toBeDefined();
      expect(payload, event).toEqual(documented.payload.parse(payload));
    }
  });
});
