import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotificationQueue } from '../../src/notifications/notification-queue.js';
import { NotificationSweep } from '../../src/notifications/notification-sweep.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { notificationsOf, notified } from '../support/notifications.js';
import { type Person, registerAll } from '../support/people.js';
import { createRoom, sayIn } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let other: TestApp;
/** Stores and acknowledges, and does not live to notify. */
let dying: TestApp;

beforeAll(async () => {
  node = await startApp();
  [other, dying] = await Promise.all([startApp(node.env), startApp(node.env)]);
  await dying.app.get(NotificationQueue).onApplicationShutdown();
});
afterAll(() => Promise.all([node.stop(), other.stop(), dying.stop()]));

const roomOf = async (owner: Person, ...members: Person[]): Promise<string> => {
  const { id } = await createRoom(owner);
  for (const member of members) await member.api('POST', `/rooms/${id}/join`);
  return id;
};
const rows = () => node.app.get<Connection>(getConnectionToken()).collection('notifications');
/** Whichever node has the turn; not waiting until messages are old. */
const swept = (holds: () => Promise<boolean>) =>
  until(
    async () => {
      await Promise.all([node, other].map(({ app }) => app.get(NotificationSweep).sweep(0)));
      return holds();
    },
    { what: 'what the dead node owed', everyMs: 250 },
  );

describe('what a node that died still owed', () => {
  it('is given by another, once, and what it should have taken back is taken back', async () => {
    const [amy, ben] = await registerAll(node.url, 'amy', 'ben');
    const room = await roomOf(amy, ben);
    const line = await ben.connect();
    const message = await sayIn(amy.at(dying.url), room, `@${ben.username}`);
    await swept(async () => (await notificationsOf(ben)).unread_count === 1);
    const { notification } = await line.next('notification');
    expect(notification.message_id).toBe(message.id);

    await amy.at(dying.url).api('PATCH', `/messages/${message.id}`, { content: 'nobody' });
    await swept(async () => (await notificationsOf(ben)).unread_count === 0);
    expect((await line.next('notification_removed')).ids).toEqual([notification.id]);
    await amy.at(dying.url).api('POST', `/messages/${message.id}/reactions`, { emoji: '👍' });
    await line.ask('nothing');
    expect(line.all('notification')).toHaveLength(1);
    line.close();
  });
});

describe('on two nodes at once', () => {
  it('many mentions are many notifications, each told once, and the counter is right', async () => {
    const [amy, ben] = await registerAll(node.url, 'amy', 'ben');
    const room = await roomOf(amy, ben);
    const [phone, laptop] = [await ben.connect(), await ben.at(other.url).connect()];
    const count = 20;
    const sent = await Promise.all(
      Array.from({ length: count }, (_, n) =>
        sayIn(n % 2 ? amy : amy.at(other.url), room, `@${ben.username} ${n}`),
      ),
    );
    await notified(ben, count);
    for (const line of [phone, laptop]) {
      await line.until(() => line.all('notification').length >= count);
      const told = line.all('notification').map(({ notification }) => notification.message_id);
      expect([...told].sort()).toEqual(sent.map(({ id }) => id).sort());
    }
    const reads = await Promise.all(
      [ben, ben.at(other.url)].map((device) =>
        device.api<{ unread_count: number }>('POST', '/notifications/read', { all: true }),
      ),
    );
    expect(reads.map(({ status }) => status)).toEqual([200, 200]);
    expect((await notificationsOf(ben)).unread_count).toBe(0);
    expect(await rows().countDocuments({ user_id: new Types.ObjectId(ben.id) })).toBe(count);
    phone.close();
    laptop.close();
  });
});

describe('a room of thousands', () => {
  it('is notified of `@room` in the background, page by page, each member once', async () => {
    const [amy, ben] = await registerAll(node.url, 'amy', 'ben');
    const room = await roomOf(amy, ben);
    const members = 1_200;
    const now = new Date();
    const strangers = Array.from({ length: members - 2 }, () => ({
      conversation_id: new Types.ObjectId(room),
      ...{ type: 'room', user_id: new Types.ObjectId(), role: 'member', left_at: null },
      ...{ joined_at: now, joined_seq: 0, joined_top: 0, updated_at: now },
    }));
    await node.app.get<Connection>(getConnectionToken()).collection('memberships').insertMany(strangers);
    const { id } = await sayIn(amy, room, '@room all of you');
    const about = { subject_id: new Types.ObjectId(id) };
    await until(async () => (await rows().countDocuments(about)) === members - 1, { what: 'everybody' });
    await notified(ben, 1, { kind: 'mention' });
    expect(await rows().countDocuments({ ...about, user_id: new Types.ObjectId(amy.id) })).toBe(0);
  });
});
