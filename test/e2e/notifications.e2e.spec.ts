import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { Notification } from '../../src/contract/notifications.js';
import { NotificationSweep } from '../../src/notifications/notification-sweep.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf } from '../support/dms.js';
import { explained, notificationsOf, notified, settled } from '../support/notifications.js';
import { online, type Person, register, registerAll } from '../support/people.js';
import { createRoom, exactly, refused, sayIn, unknownId } from '../support/rooms.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let room: string;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
});
beforeEach(async () => {
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
  room = (await createRoom(amy)).id;
  await ben.api('POST', `/rooms/${room}/join`);
});
afterAll(() => Promise.all([node.stop(), other.stop()]));

const say = (by: Person, content: string, more: object = {}): Promise<Message> =>
  sayIn(by, room, content, more);
const edit = (by: Person, { id }: Message, content: string) =>
  by.api('PATCH', `/messages/${id}`, { content });

describe('a mention', () => {
  it('notifies all devices on every node, once, with what was written as plain text', async () => {
    const [phone, laptop] = [await online(ben), await online(ben.at(other.url))];
    const message = await say(amy, `**Hello** @${ben.username}`);
    for (const line of [phone, laptop]) {
      const { notification, unread_count } = await line.next('notification');
      exactly(Notification, notification);
      expect(unread_count).toBe(1);
      expect(notification).toMatchObject({
        ...{ kind: 'mention', message_id: message.id, room_id: room, dm_id: null, read_at: null },
        excerpt: `Hello @${ben.username}`,
      });
      expect(notification.actor.id).toBe(amy.id);
    }
    const listed = await notificationsOf(ben);
    expect(listed).toMatchObject({ unread_count: 1, has_more: false });
    expect(listed.notifications).toEqual([(await phone.next('notification')).notification]);
    expect((await notificationsOf(amy)).notifications).toEqual([]);
    await Promise.all([node, other].map(({ app }) => app.get(NotificationSweep).sweep(0)));
    await phone.ask('nothing');
    expect(phone.all('notification')).toHaveLength(1);
    expect((await notificationsOf(ben)).notifications).toHaveLength(1);
  });

  it('that is edited in notifies, edited out is taken back, and deleted too', async () => {
    const line = await online(ben);
    const message = await say(amy, 'hello');
    await edit(amy, message, `hello @${ben.username}`);
    const { notification } = await line.next('notification');
    await edit(amy, message, 'hello nobody');
    expect(await line.next('notification_removed')).toEqual({ ids: [notification.id], unread_count: 0 });
    expect((await notificationsOf(ben)).notifications).toEqual([]);
    expect(await explained(ben, message.id)).toMatchObject({ reason: 'notified', withdrawn: true });

    const second = await say(amy, `@${ben.username}`);
    await notified(ben, 1);
    await amy.api('DELETE', `/messages/${second.id}`);
    await line.until(() => line.all('notification_removed').length === 2);
    expect(await notificationsOf(ben)).toMatchObject({ notifications: [], unread_count: 0 });
  });

  it('is forgotten with the room that one leaves', async () => {
    const line = await online(ben);
    await say(amy, `@${ben.username}`);
    await notified(ben, 1);
    await ben.api('POST', `/rooms/${room}/leave`);
    expect((await line.next('notification_removed')).unread_count).toBe(0);
    expect((await notificationsOf(ben)).notifications).toEqual([]);
  });

  it('of everybody in a room notifies all but who wrote it, and `@here` those who are online', async () => {
    const cat = await register(node.url, 'cat');
    await cat.api('POST', `/rooms/${room}/join`);
    await say(amy, '@room look');
    await Promise.all([notified(ben, 1), notified(cat, 1)]);
    expect((await notificationsOf(amy)).notifications).toEqual([]);
    await online(ben);
    const here = await settled(async () => {
      const message = await say(amy, '@here now');
      await settled(async () => (await explained(cat, message.id)).decided_at !== null || null);
      return (await explained(ben, message.id)).notified ? message : null;
    });
    expect(await explained(cat, here.id)).toMatchObject({ notified: false, reason: 'not_here' });
  });
});

describe('other things that notify', () => {
  it('are direct messages, replies in followed threads and reactions to own messages', async () => {
    const dm = await dmOf(amy, ben);
    await ben.api('POST', `/direct-messages/${dm.id}/messages`, { content: 'psst' });
    await notified(amy, 1, { kind: 'direct', dm_id: dm.id, excerpt: 'psst' });
    const root = await say(amy, 'a question');
    const reply = await say(ben, 'an answer', { parent_id: root.id });
    await notified(amy, 2, { kind: 'thread_reply', message_id: reply.id, parent_id: root.id });
    await ben.api('POST', `/messages/${root.id}/reactions`, { emoji: '👍' });
    await ben.api('POST', `/messages/${root.id}/reactions`, { emoji: '🎉' });
    await notified(amy, 3, { kind: 'reaction', emoji: '👍', message_id: root.id });
    await ben.api('DELETE', `/messages/${root.id}/reactions/${encodeURIComponent('👍')}`);
    await notified(amy, 3, { kind: 'reaction', emoji: '🎉', message_id: root.id });
    await ben.api('DELETE', `/messages/${root.id}/reactions/${encodeURIComponent('🎉')}`);
    await notified(amy, 2);
    expect((await notificationsOf(ben)).notifications).toEqual([]);
  });

  it('are keywords and, who wants all, every message', async () => {
    await ben.api('PATCH', '/users/me/preferences', { keywords: ['Straße', 'c++'] });
    await say(amy, 'strassen and cc');
    const hit = await say(amy, 'in der STRASSE nicht, in der straße schon');
    await notified(ben, 1, { kind: 'keyword', message_id: hit.id });
    await ben.api('PATCH', '/users/me/preferences', { conversations: [{ room_id: room, notify: 'all' }] });
    const any = await say(amy, 'anything');
    await notified(ben, 2, { kind: 'message', message_id: any.id });
  });

  it('are rooms that one is put into', async () => {
    const { id } = await createRoom(amy, { member_ids: [ben.id], name: 'Tea' });
    await notified(ben, 1, { kind: 'room_added', room_id: id, excerpt: 'Tea' });
    await ben.api('POST', `/rooms/${id}/leave`);
    await notified(ben, 0);
    await amy.api('POST', `/rooms/${id}/members`, { user_ids: [ben.id] });
    await notified(ben, 1, { kind: 'room_added', actor: expect.objectContaining({ id: amy.id }) });
  });
});

describe('reading', () => {
  it('a conversation or a thread reads its notifications, on every device', async () => {
    const line = await online(ben.at(other.url));
    const first = await say(amy, `@${ben.username} one`);
    const reply = await say(amy, `@${ben.username} two`, { parent_id: first.id });
    await notified(ben, 2);
    await ben.api('POST', `/rooms/${room}/read`, { message_id: reply.id });
    expect((await line.next('notifications_read')).unread_count).toBe(1);
    await ben.api('POST', `/messages/${reply.id}/thread/read`);
    await line.until(() => line.all('notifications_read').length === 2);
    expect(await notificationsOf(ben)).toMatchObject({ unread_count: 0 });
  });

  it('names some, or all up to one, or all', async () => {
    const line = await online(ben);
    for (const word of ['one', 'two', 'three', 'four']) await say(amy, `@${ben.username} ${word}`);
    await notified(ben, 4);
    const [fourth, third, second] = (await notificationsOf(ben)).notifications.map(({ id }) => id);
    const read = (body: object) => ben.api<{ unread_count: number }>('POST', '/notifications/read', body);
    expect((await read({ ids: [fourth, unknownId] })).body.unread_count).toBe(3);
    expect((await read({ up_to: second })).body.unread_count).toBe(1);
    expect((await notificationsOf(ben, '?unread=true')).notifications.map(({ id }) => id)).toEqual([third]);
    expect((await read({ all: true })).body.unread_count).toBe(0);
    await line.until(() => line.all('notifications_read').length === 3);
    expect(line.all('notifications_read').map(({ ids }) => ids?.length ?? null)).toEqual([1, 2, null]);
    await refused(read({}), 400, 'validation_failed');
    await refused(read({ all: true, up_to: second }), 400, 'validation_failed');
    await refused(read({ ids: ['nope'] }), 400, 'validation_failed');
    expect((await amy.api('POST', '/notifications/read', { ids: [fourth] })).status).toBe(200);
    const page = await notificationsOf(ben, `?limit=2&before=${fourth}`);
    expect(page).toMatchObject({ has_more: true });
    expect(page.notifications.map(({ id }) => id)).toEqual([third, second]);
  });
});

describe('why a message did not notify', () => {
  it('is said by the rules that decided it', async () => {
    const prefer = (body: object) => ben.api('PATCH', '/users/me/preferences', body);
    const why = async (content: string, by = amy): Promise<string> => {
      const { id } = await say(by, content);
      const { reason } = await settled(async () => {
        const answer = await explained(ben, id);
        return answer.decided_at !== null || ['not_concerned', 'own_message'].includes(answer.reason)
          ? answer
          : null;
      });
      return reason;
    };
    const hello = `@${ben.username}`;
    expect(await why(hello)).toBe('notified');
    expect(await why('nothing')).toBe('not_concerned');
    expect(await why('mine', ben)).toBe('own_message');
    await prefer({ conversations: [{ room_id: room, muted_until: '9999-12-31T23:59:59.999Z' }] });
    expect(await why(hello)).toBe('conversation_muted');
    await prefer({ conversations: [{ room_id: room, muted_until: null, notify: 'none' }] });
    expect(await why(hello)).toBe('level_none');
    await prefer({ conversations: [{ room_id: room, notify: 'default' }] });
    await ben.api('PUT', '/users/me/status', { state: 'busy' });
    expect(await why(hello)).toBe('busy');
    await ben.api('PUT', '/users/me/status', { state: 'online' });
    await ben.api('PUT', `/users/me/blocked/${amy.id}`);
    expect(await why(hello)).toBe('blocked');
    expect((await notificationsOf(ben)).notifications).toHaveLength(1);
    await refused(ben.api('GET', `/messages/${unknownId}/notification`), 404, 'message_not_found');
    const eve = await register(node.url, 'eve');
    const { id } = await say(amy, 'x');
    await refused(eve.api('GET', `/messages/${id}/notification`), 403, 'not_a_member');
  });
});
