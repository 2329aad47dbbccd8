import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SyncedConversation } from '../../src/contract/inbox.js';
import type { Message } from '../../src/contract/message.js';
import { HeadService } from '../../src/messages/head.service.js';
import { RetentionService } from '../../src/retention/retention.service.js';
import { FileRepository } from '../../src/uploads/file.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import { upload } from '../support/files.js';
import { online, type Person, registerAll } from '../support/people.js';
import { createRoom, getRoom, refused, sayIn, setRole } from '../support/rooms.js';
import { until } from '../support/until.js';

const DAY_MS = 24 * 3_600_000;

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let room: string;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
});
afterAll(async () => {
  await other.stop();
  await node.stop();
});
beforeEach(async () => {
  room = (await createRoom(amy, { member_ids: [ben.id] })).id;
});

const keepFor = (person: Person, retention_days: unknown) =>
  person.api('PATCH', `/rooms/${room}`, { retention_days });

/** As if it had been said so long ago. */
const age = async (messages: Message[], days: number): Promise<void> => {
  // Heads are written from what was stored lately: before it is no longer that.
  for (const _ of [1, 2]) await node.app.get(HeadService).sweep();
  const database = node.app.get<Connection>(getConnectionToken());
  for (const { id } of messages) {
    await database
      .model('Message')
      .updateOne({ _id: id }, { $set: { created_at: new Date(Date.now() - days * DAY_MS) } });
  }
};

const say = async (person: Person, count: number): Promise<Message[]> => {
  const said: Message[] = [];
  for (let number = 1; number <= count; number += 1) said.push(await sayIn(person, room, `word ${number}`));
  return said;
};

const trim = (app: TestApp = node): Promise<void> => app.app.get(RetentionService).trim(room);

const historyOf = async (person: Person): Promise<{ messages: Message[]; has_more: boolean }> =>
  (await person.api<{ messages: Message[]; has_more: boolean }>('GET', `/rooms/${room}/messages`)).body;

const syncOf = async (person: Person, after_seq = 0, after_rev = 0): Promise<SyncedConversation> => {
  const conversations = [{ room_id: room, after_seq, after_rev }];
  const { body } = await person.api<{ conversations: SyncedConversation[] }>('POST', '/sync', {
    conversations,
  });
  return body.conversations[0] as SyncedConversation;
};

describe('how long a room keeps messages', () => {
  it('is set by admins, shown to all, written down, and bounded', async () => {
    await refused(keepFor(ben, 30), 403, 'permission_denied');
    const line = await online(ben);
    expect((await keepFor(amy, 30)).status).toBe(200);
    await line.next('room_updated', (event) => event.room.retention_days === 30);
    expect((await getRoom(ben, room)).retention_days).toBe(30);
    for (const wrong of [0, -1, 1.5, 3_651, '30'])
      await refused(keepFor(amy, wrong), 400, 'validation_failed');
    await setRole(amy, room, ben, 'admin');
    expect((await keepFor(ben, null)).status).toBe(200);
    const { body } = await amy.api<{ entries: { details: { fields: string } }[] }>(
      'GET',
      `/rooms/${room}/audit`,
    );
    expect(body.entries.map(({ details }) => details?.fields)).toContain('retention_days');
  });
});

describe('messages that became too old', () => {
  it('are gone everywhere, while numbers and counters go on', async () => {
    const file = await upload(amy, 'of long ago', 'old.txt');
    const first = await sayIn(amy, room, `hello @${ben.username}`, { attachment_ids: [file.id] });
    const old = [first, ...(await say(amy, 4))];
    const fresh = await say(amy, 3);
    await ben.api('POST', `/messages/${first.id}/reactions`, { emoji: '👍' });
    const kept = await Promise.all([
      ben.api('PUT', `/messages/${first.id}/save`),
      ben.api('POST', `/messages/${first.id}/report`, { reason: 'spam' }),
      amy.api('POST', `/messages/${first.id}/pin`),
    ]);
    expect(kept.map(({ status }) => status)).toEqual([204, 201, 200]);
    await amy.api('PATCH', `/messages/${old[1]?.id}`, { content: 'another word' });
    await sayIn(ben, room, 'an answer', { parent_id: first.id });
    const notified = async () =>
      (await ben.api<{ notifications: { message_id: string }[] }>('GET', '/notifications')).body
        .notifications;
    await until(async () => (await notified()).some(({ message_id }) => message_id === first.id));
    expect((await getRoom(ben, room)).unread_count).toBe(8);

    await age(old, 3);
    await keepFor(amy, 2);
    const line = await online(ben);
    await trim();
    expect(await line.next('history_removed')).toEqual({ room_id: room, first_seq: 6 });
    await line.next('room_updated', (event) => event.room.pinned_message_ids.length === 0);

    const { messages, has_more } = await historyOf(ben);
    expect([messages.map(({ seq }) => seq), has_more]).toEqual([[6, 7, 8], false]);
    const after = await getRoom(ben, room);
    expect(after).toMatchObject({ unread_count: 3, mention_count: 0, pinned_message_ids: [] });
    const { reset, last_rev } = await syncOf(ben);
    expect(reset).toBe(true);
    const synced = await syncOf(ben, 0, last_rev);
    expect([synced.first_seq, synced.messages.map(({ seq }) => seq)]).toEqual([6, [6, 7, 8, 9]]);
    await refused(ben.api('GET', `/messages/${first.id}`), 404, 'message_not_found');
    await refused(ben.api('GET', `/messages/${first.id}/thread`), 404, 'message_not_found');
    expect((await ben.api<{ saved: unknown[] }>('GET', '/saved')).body.saved).toEqual([]);
    expect((await ben.api<{ threads: unknown[] }>('GET', '/threads')).body.threads).toEqual([]);
    expect((await amy.api<{ reports: unknown[] }>('GET', `/rooms/${room}/reports`)).body.reports).toEqual([]);
    expect((await notified()).map(({ message_id }) => message_id)).not.toContain(first.id);
    await until(async () => {
      const state = (await node.app.get(FileRepository).find(file.id))?.state;
      return state === undefined || state === 'removed';
    });
    const found = await ben.api<{ results: { message: Message }[] }>('POST', '/search', {
      query: 'word',
      room_id: room,
    });
    expect(found.body.results.map(({ message }) => message.id).sort()).toEqual(
      fresh.map(({ id }) => id).sort(),
    );
    expect((await sayIn(ben, room, 'on we go')).seq).toBe(10);
  });

  it('leave an empty room whose numbers go on, on every node, and after every message went', async () => {
    const said = await say(amy, 3);
    await amy.api('PATCH', `/messages/${said[2]?.id}`, { content: 'changed' });
    await age(said, 3);
    await keepFor(amy, 1);
    await Promise.all([trim(node), trim(other)]);
    expect(await historyOf(ben)).toEqual({ messages: [], has_more: false });
    const room1 = await getRoom(ben.at(other.url), room);
    expect(room1).toMatchObject({ unread_count: 0, last_seq: 3, last_message: null });
    expect(await syncOf(ben)).toMatchObject({ first_seq: 4, last_seq: 3, messages: [], has_more: false });
    // A lane that knew the last number finds nothing to read it from.
    const next = await Promise.all([sayIn(amy, room, 'one'), sayIn(ben.at(other.url), room, 'two')]);
    expect(next.map(({ seq }) => seq).sort()).toEqual([4, 5]);
    const edited = await amy.api('PATCH', `/messages/${next[0].id}`, { content: 'changed' });
    expect((edited.body as { message: Message }).message.rev).toBe(2);
    expect((await getRoom(ben, room)).unread_count).toBe(1);
  });

  it('make who is behind reload, rather than ask for ever', async () => {
    const said = await say(amy, 3);
    await amy.api('PATCH', `/messages/${said[0]?.id}`, { content: 'changed' });
    await amy.api('PATCH', `/messages/${said[2]?.id}`, { content: 'changed' });
    await age(said.slice(0, 2), 3);
    await keepFor(amy, 1);
    await trim();
    expect(await syncOf(ben, 1, 0)).toMatchObject({ reset: true, first_seq: 3, has_more: false });
    const last_rev = 2;
    const { messages, has_more, reset } = await syncOf(ben, 0, last_rev);
    expect([messages.map(({ seq }) => seq), has_more, reset]).toEqual([[3], false, undefined]);
  });

  it('stay where nobody set a bound, and go where the server has one', async () => {
    const said = await say(amy, 2);
    await age(said, 400);
    await trim();
    expect((await historyOf(ben)).messages).toHaveLength(2);
    const strict = await startApp({ ...node.env, RETENTION_DAYS: '365', JOBS: 'off' });
    try {
      await trim(strict);
      expect((await historyOf(ben)).messages).toEqual([]);
    } finally {
      await strict.stop();
    }
  });
});
