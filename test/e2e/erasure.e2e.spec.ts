import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { toObjectId } from '../../src/database/object-id.js';
import { JobsService } from '../../src/jobs/jobs.service.js';
import { AccountRepository } from '../../src/users/account.repository.js';
import { UserRepository } from '../../src/users/user.repository.js';
import { postAuth as post } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { fetchFile, picture, upload } from '../support/files.js';
import { type Person, password, register, registerAll } from '../support/people.js';
import { createRoom, getRoom, membersOf, refused, sayIn, setRole } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let root: Person;

beforeAll(async () => {
  node = await startApp();
  root = await register(node.url, 'root');
});
afterAll(() => node?.stop());

const erase = (person: Person, more: object = {}) =>
  person.api('POST', '/users/me/erase', { password, ...more });
const done = (person: Person, at = node) =>
  until(async () => (await at.app.get(AccountRepository).erasure(person.id)) === null, {
    what: 'the end of the erasure',
  });
const messagesOf = async (person: Person, room: string): Promise<Message[]> =>
  (await person.api<{ messages: Message[] }>('GET', `/rooms/${room}/messages`)).body.messages;

describe('erasing the own account', () => {
  it('leaves messages without saying whose they were, and nothing else', async () => {
    const [amy, ben] = [await register(node.url, 'amy'), await register(node.url, 'ben')];
    const room = await createRoom(ben, { member_ids: [amy.id] });
    await sayIn(amy, room.id, 'I was here');
    await amy.api('PUT', `/users/me/blocked/${ben.id}`);
    const line = await amy.connect();
    const watcher = await ben.connect();
    expect((await erase(amy)).status).toBe(204);
    expect((await line.next('session_ended')).error.code).toBe('session_ended');
    await watcher.next('member_left', ({ user_id }) => user_id === amy.id);
    watcher.close();
    await done(amy);

    const [message] = await messagesOf(ben, room.id);
    expect(message).toMatchObject({
      content: 'I was here',
      sender: { username: `deleted-${amy.id}`, avatar_url: null },
    });
    expect((await membersOf(ben, room.id)).map(({ user }) => user.id)).toEqual([ben.id]);
    await refused(post(node.url, '/login', { email: amy.email, password }), 401, 'invalid_credentials');
    await refused(
      post(node.url, '/login', { email: `deleted-${amy.id}`, password }),
      401,
      'invalid_credentials',
    );
    const found = await ben.api<{ users: object[] }>('GET', `/users?query=${amy.username}`);
    expect(found.body.users).toEqual([]);
    const database = node.app.get<Connection>(getConnectionToken());
    const stored = JSON.stringify(await database.collection('users').find().toArray());
    expect(stored).not.toContain(amy.username);
    expect(await database.collection('block_lists').findOne({ _id: toObjectId(amy.id) })).toBeNull();
    // The name and the address are free again.
    const again = { username: amy.username, email: amy.email, password };
    expect((await post(node.url, '/register', again)).status).toBe(201);
  });

  it('passes a room on to the highest role, and of those to who is there longest', async () => {
    const [amy, ben, cat] = await registerAll(node.url, 'amy', 'ben', 'cat');
    const room = await createRoom(amy, { member_ids: [ben.id] });
    await cat.api('POST', `/rooms/${room.id}/join`);
    await setRole(amy, room.id, cat, 'moderator');
    await erase(amy);
    await done(amy);
    expect((await getRoom(cat, room.id)).role).toBe('owner');
    expect((await getRoom(ben, room.id)).role).toBe('member');
  });

  it('deletes the messages too when it is asked to, and clients and sync see each', async () => {
    const [amy, ben] = [await register(node.url, 'amy'), await register(node.url, 'ben')];
    const room = await createRoom(ben, { member_ids: [amy.id] });
    const line = await ben.connect();
    await sayIn(amy, room.id, 'one');
    await sayIn(ben, room.id, 'two');
    await sayIn(amy, room.id, 'three');
    await erase(amy, { erase_messages: true });
    await line.until(() => line.all('message_deleted').length === 2);
    await done(amy);
    expect((await messagesOf(ben, room.id)).map(({ content, deleted }) => [content, deleted])).toEqual([
      ['', true],
      ['two', false],
      ['', true],
    ]);
    const { body } = await ben.api<{ conversations: { changes: { kind: string }[] }[] }>('POST', '/sync', {
      conversations: [{ room_id: room.id, after_seq: 3, after_rev: 0 }],
    });
    expect(body.conversations[0]?.changes.map(({ kind }) => kind)).toEqual(['deleted', 'deleted']);
    line.close();
  });

  it('keeps a conversation of two for the other, who can write to nobody in it', async () => {
    const [amy, ben] = [await register(node.url, 'amy'), await register(node.url, 'ben')];
    const dm = await ben.api<{ conversation: { id: string } }>('POST', '/direct-messages', {
      participant_ids: [amy.id],
    });
    const path = `/direct-messages/${dm.body.conversation.id}/messages`;
    await amy.api('POST', path, { content: 'goodbye' });
    await erase(amy);
    await done(amy);
    await refused(ben.api('POST', path, { content: 'wait' }), 403, 'user_deactivated');
    expect((await ben.api<{ messages: Message[] }>('GET', path)).body.messages).toHaveLength(1);
  });

  it('is finished by another node when the first one lost the job', async () => {
    const amy = await register(node.url, 'amy');
    const room = await createRoom(root, { member_ids: [amy.id] });
    await sayIn(amy, room.id, 'left behind');
    const accounts = node.app.get(AccountRepository);
    await accounts.transaction((session) => accounts.erase(amy.id, true, session)); // And no job.
    const next = await startApp(node.env);
    try {
      await done(amy, next);
      expect((await messagesOf(root, room.id)).map(({ deleted }) => deleted)).toEqual([true]);
    } finally {
      await next.stop();
    }
  });

  it('refuses a wrong password and the last administrator', async () => {
    const amy = await register(node.url, 'amy');
    await refused(erase(amy, { password: 'wrong horse battery' }), 403, 'wrong_password');
    await refused(erase(amy, { erase_messages: 'yes' }), 400, 'validation_failed');
    await refused(erase(root), 409, 'last_administrator');
    expect((await post(node.url, '/login', { email: amy.email, password })).status).toBe(200);
  });

  it('leaves nothing of what somebody prefers, uploads and signs in with', async () => {
    const [amy, ben] = [await register(node.url, 'amy'), await register(node.url, 'ben')];
    const room = await createRoom(ben, { member_ids: [amy.id] });
    const photo = await upload(amy, await picture(50, 50).png().toBuffer(), 'me.png');
    await amy.api('PATCH', '/users/me', { avatar_file_id: photo.id });
    const unsent = await upload(amy, 'a diary', 'diary.txt');
    await amy.api('PATCH', '/users/me/preferences', { keywords: ['zebrafish'] });
    await sayIn(ben, room.id, `@${amy.username} zebrafish`);
    await amy.api('PUT', `/rooms/${room.id}/draft`, { content: 'dear diary' });
    const database = node.app.get<Connection>(getConnectionToken());
    const rows = (name: string, filter: object) => database.collection(name).find(filter).toArray();
    const of = (field: string) => ({ [field]: toObjectId(amy.id) });
    await until(async () => (await rows('notifications', of('user_id'))).length > 0);
    expect(await rows('preferences', of('_id'))).toHaveLength(1);
    expect(await rows('drafts', of('user_id'))).toHaveLength(1);
    const line = await amy.connect();
    await erase(amy);
    await line.next('session_ended');
    await done(amy);
    for (const [name, field] of [
      ['preferences', '_id'],
      ['notifications', 'user_id'],
      ['push_subscriptions', 'user_id'],
      ['drafts', 'user_id'],
    ] as const)
      expect([name, await rows(name, of(field))]).toEqual([name, []]);
    expect(await rows('files', { ...of('owner_id'), state: 'ready' })).toEqual([]);
    expect((await fetchFile(amy, unsent.url)).status).toBe(404);
    // To be removed by the next sweep, if that was not yet.
    for (const { check_at } of await rows('pictures', { 'owner.id': amy.id }))
      expect(check_at.getTime()).toBeLessThanOrEqual(Date.now());
    for (const { ip, user_agent } of await rows('sessions', of('user_id')))
      expect([ip, user_agent]).toEqual(['', '']);
    // What was under way when the account was emptied fills it no more.
    const users = node.app.get(UserRepository);
    await users.setLastSeen(new Map([[amy.id, new Date()]]));
    expect(await users.updateProfile(amy, { display_name: 'Amy again' })).toBeNull();
    expect(await users.findById(amy.id)).toMatchObject({ last_seen_at: null, display_name: 'Deleted user' });
  });

  it('that failed for good is done when it is asked for again', async () => {
    const jobs = node.app.get(JobsService);
    let runs = 0;
    jobs.handle('fails_once', 'light', async () => {
      runs += 1;
      if (runs === 1) throw new Error('on purpose');
    });
    await until(async () => {
      await jobs.add('fails_once', {}, { id: 'the-same', attempts: 1 });
      return runs >= 2;
    });
  });
});
