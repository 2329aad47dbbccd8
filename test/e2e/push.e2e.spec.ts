import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/contract/limits.js';
import type { Message } from '../../src/contract/message.js';
import { SessionRepository } from '../../src/identity/session.repository.js';
import { JobsService } from '../../src/jobs/jobs.service.js';
import { NotificationRepository } from '../../src/notifications/notification.repository.js';
import { PushSubscriptionRepository } from '../../src/notifications/push-subscription.repository.js';
import { postAuth } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf } from '../support/dms.js';
import { notified } from '../support/notifications.js';
import { online, type Person, password, registerAll } from '../support/people.js';
import { untilPresence } from '../support/push-presence.js';
import { type Browser, PushService, vapidKeyOf } from '../support/push-service.js';
import { refused } from '../support/rooms.js';
import { until } from '../support/until.js';

let push: PushService;
let node: TestApp;
let other: TestApp;
let redis: Redis;
let amy: Person;
let ben: Person;
let dm: string;
let browser: Browser;

beforeAll(async () => {
  push = await PushService.open();
  node = await startApp({ OUTBOUND_LOOPBACK_PORTS: String(push.port), PUSH_DELAY_MS: '0' });
  other = await startApp(node.env);
  redis = new Redis(node.env.REDIS_URL as string);
});
beforeEach(async () => {
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
  dm = (await dmOf(amy, ben)).id;
  browser = push.browser();
  await browser.subscribe(ben);
});
afterEach(() => {
  expect(push.faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  await Promise.all([node.stop(), other.stop()]);
  await push.close();
  redis.disconnect();
});

const say = async (content: string): Promise<Message> =>
  (await amy.api<{ message: Message }>('POST', `/direct-messages/${dm}/messages`, { content })).body.message;
/** Something else that is pushed after what must not be: it comes, the other does not. */
const pushedAfter = async (content = 'the last'): Promise<unknown[]> => {
  await say(content);
  await until(() => push.to(browser).some(({ data }) => data.notification.excerpt === content));
  return push.to(browser).map(({ data }) => data.notification.excerpt);
};
const subscriptions = () => node.app.get(PushSubscriptionRepository).ofUser(ben.id);
/** Of a notification: the job was given, and is done. */
const jobIsOver = (job: string) =>
  until(
    async () => {
      const due = await node.app.get(NotificationRepository).pushesDue(new Date(Date.now() + 60_000), 1_000);
      if (due.some(({ id }) => job === `push-${id}`)) return false;
      return (await redis.exists(`${node.env.REDIS_PREFIX}jobs:light:${job}`)) === 0;
    },
    { what: job },
  );

describe('a push', () => {
  it('goes to every browser of who is away, encrypted for it and signed by this server', async () => {
    const phone = push.browser();
    expect((await phone.subscribe(ben)).status).toBe(201);
    const message = await say('**hello**');
    const [first] = await push.until(browser, 1);
    await push.until(phone, 1);
    const { public_key } = (await ben.at(other.url).api<{ public_key: string }>('GET', '/push/key')).body;
    expect(first && vapidKeyOf(first)).toBe(public_key);
    expect(first?.data).toMatchObject({
      notification: { kind: 'direct', message_id: message.id, dm_id: dm, excerpt: 'hello' },
      unread_count: 1,
    });
    expect(first?.headers).toMatchObject({ topic: dm, urgency: 'high', ttl: '86400' });
    expect(first?.claims.sub).toMatch(/^(https|mailto):/);
  });

  it('does not say what was written to who wants it so, and is not sent at all to who wants none', async () => {
    await ben.api('PATCH', '/users/me/preferences', { push_content: false });
    await say('secret');
    const [first] = await push.until(browser, 1);
    expect(JSON.stringify(first?.data)).not.toContain('secret');
    await ben.api('PATCH', '/users/me/preferences', { push_content: true, push: false });
    await say('not this');
    const [row] = await notified(ben, 2);
    await jobIsOver(`push-${row?.id}`);
    await ben.api('PATCH', '/users/me/preferences', { push: true });
    expect(await pushedAfter()).toEqual(['', 'the last']);
  });

  it('is not sent to who is online, nor of what was read meanwhile', async () => {
    const line = await online(ben);
    await untilPresence(amy, ben, 'online');
    await say('seen live');
    const { notification } = await line.next('notification');
    await jobIsOver(`push-${notification.id}`);
    line.close();
    await untilPresence(amy, ben, 'offline');
    expect(await pushedAfter()).toEqual(['the last']);
  });

  it('is not sent to who is there and invisible', async () => {
    const line = await online(ben);
    await ben.api('PUT', '/users/me/status', { state: 'invisible' });
    await untilPresence(amy, ben, 'offline');
    await say('seen in secret');
    const { notification } = await line.next('notification');
    await jobIsOver(`push-${notification.id}`);
    await ben.api('PUT', '/users/me/status', { state: 'online' });
    await untilPresence(amy, ben, 'online');
    line.close();
    await untilPresence(amy, ben, 'offline');
    expect(await pushedAfter()).toEqual(['the last']);
  });

  it('is not sent of what was read while it waited', async () => {
    await say('read in time');
    const [row] = await notified(ben, 1);
    await push.until(browser, 1);
    await ben.api('POST', '/notifications/read', { all: true });
    const phone = push.browser();
    await phone.subscribe(ben);
    await node.app.get(JobsService).add('push', { id: row?.id }, { id: `late-${row?.id}` });
    await jobIsOver(`push-late-${row?.id}`);
    await pushedAfter();
    await push.until(phone, 1);
    expect(push.to(phone).map(({ data }) => data.notification.excerpt)).toEqual(['the last']);
  });

  it('is tried again when the service is away, and ends a subscription that is no more', async () => {
    push.answers.set(browser.path, [503]);
    await say('again');
    expect((await push.until(browser, 2)).map(({ data }) => data.notification.excerpt)).toEqual([
      'again',
      'again',
    ]);
    push.answers.set(browser.path, [410]);
    await say('gone');
    await until(async () => (await subscriptions()).length === 0, { what: 'the end of the subscription' });
  });

  it('is sent once, also when its job runs again after its node was killed', async () => {
    push.held = [];
    await say('once');
    await push.until(browser, 1);
    const [row] = await notified(ben, 1);
    const [target] = await subscriptions();
    // What the queue does with the job of a dead node: it gives it to another one.
    for (const app of [node.app, other.app]) {
      const id = `again-${app === node.app}`;
      await app.get(JobsService).add('push_send', { id: row?.id, to: target?.id }, { id });
      await jobIsOver(`push_send-${id}`);
    }
    for (const response of push.held.splice(0)) response.writeHead(201).end();
    push.held = null;
    expect(await pushedAfter()).toEqual(['once', 'the last']);
    expect((await node.app.get(NotificationRepository).byId(row?.id as string))?.pushed).toEqual([
      target?.id,
    ]);
  });
});

describe('a subscription', () => {
  it('is one, however often it is said, of whoever signed in on the browser last', async () => {
    expect(await browser.subscribe(ben)).toMatchObject({ status: 200, body: { created: false } });
    expect((await browser.subscribe(amy)).status).toBe(200);
    expect(await subscriptions()).toEqual([]);
    const endpoint = encodeURIComponent(browser.subscription.endpoint);
    expect((await ben.api('DELETE', `/push/subscriptions?endpoint=${endpoint}`)).status).toBe(204);
    expect(await node.app.get(PushSubscriptionRepository).ofUser(amy.id)).toHaveLength(1);
    expect((await amy.api('DELETE', `/push/subscriptions?endpoint=${endpoint}`)).status).toBe(204);
    expect(await node.app.get(PushSubscriptionRepository).ofUser(amy.id)).toEqual([]);
  });

  it('ends with the session in which it was made, and with no other', async () => {
    const { body: elsewhere } = await postAuth(node.url, '/login', { email: ben.email, password });
    const phone = push.browser();
    const there = ben.at(other.url);
    there.token = elsewhere.token;
    await phone.subscribe(there);
    expect((await there.api('POST', '/auth/logout')).status).toBe(204);
    await until(async () => (await subscriptions()).length === 1);
    expect((await subscriptions())[0]?.endpoint).toBe(browser.subscription.endpoint);
  });

  it('is worth nothing when its session is over and nobody was told', async () => {
    const { body: elsewhere } = await postAuth(node.url, '/login', { email: ben.email, password });
    const phone = push.browser();
    const there = ben.at(other.url);
    there.token = elsewhere.token;
    await phone.subscribe(there);
    const sessions = node.app.get(SessionRepository);
    const latest = (await sessions.liveOf(ben.id)).sort((a, b) => (a.id < b.id ? 1 : -1))[0];
    await sessions.end(latest?.id ?? '');
    await pushedAfter();
    await until(async () => (await subscriptions()).length === 1);
    expect(push.to(phone)).toEqual([]);
  });

  it('is kept for the last browsers, as many as there may be', async () => {
    const browsers = Array.from({ length: limits.pushSubscriptions + 2 }, () => push.browser());
    for (const one of browsers) await one.subscribe(ben);
    const kept = (await subscriptions()).map(({ endpoint }) => endpoint);
    expect(kept).toEqual(browsers.slice(2).map(({ subscription }) => subscription.endpoint));
  });

  it('is made for public https addresses alone', async () => {
    for (const endpoint of [
      'http://push.example.org/x',
      'https://127.0.0.1/x',
      'https://10.0.0.1/x',
      'https://[::1]/x',
      'https://[::ffff:10.0.0.1]/x',
      'https://0x7f.1/x',
      'https://169.254.169.254/latest',
      'https://user:secret@push.example.org/x',
      'https://push.example.org:22/x',
      'ftp://push.example.org/x',
      'nonsense',
    ])
      await refused(
        ben.api('POST', '/push/subscriptions', { ...browser.subscription, endpoint }),
        400,
        'validation_failed',
      );
  });

  it('has keys of the right size', async () => {
    const { keys } = browser.subscription;
    for (const wrong of [{ ...keys, auth: 'AAAA' }, { ...keys, p256dh: keys.auth }, { auth: keys.auth }])
      await refused(
        ben.api('POST', '/push/subscriptions', { ...browser.subscription, keys: wrong }),
        400,
        'validation_failed',
      );
  });
});
