import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/contract/limits.js';
import type { Message } from '../../src/contract/message.js';
import { IncomingWebhook } from '../../src/contract/webhooks.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register, registerAll, request } from '../support/people.js';
import { createRoom, exactly, membersOf, refused, setRole, unknownId } from '../support/rooms.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let room: string;

type Made = { webhook: IncomingWebhook; url: string };

beforeAll(async () => {
  node = await startApp({ MESSAGE_RATE_BURST: '100' });
  other = await startApp(node.env);
});
beforeEach(async () => {
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
  room = (await createRoom(amy, { member_ids: [ben.id] })).id;
});
afterAll(() => Promise.all([node.stop(), other.stop()]));

const path = (hook?: IncomingWebhook): string =>
  `/rooms/${hook?.room_id ?? room}/webhooks/incoming${hook ? `/${hook.id}` : ''}`;
const make = async (name = 'Deploys'): Promise<Made> => {
  const { status, body } = await amy.api<Made>('POST', path(), { name });
  expect(status).toBe(201);
  return body;
};
/** The URL as this node serves it: the public one has the port of a real installation. */
const post = (url: string, body: unknown, at = node.url) =>
  request<{ message_id: string; created: boolean; code?: string }>(at, 'POST', new URL(url).pathname, {
    body,
  });
const history = async (): Promise<Message[]> =>
  (await amy.api<{ messages: Message[] }>('GET', `/rooms/${room}/messages`)).body.messages;

describe('an incoming webhook', () => {
  it('posts into its room as a bot of its own, on any node', async () => {
    const line = await ben.at(other.url).connect();
    const { webhook, url } = await make();
    exactly(IncomingWebhook, webhook);
    expect(webhook).toMatchObject({ name: 'Deploys', active: true, created_by: amy.id, user: { bot: true } });
    expect(new URL(url).pathname).toMatch(new RegExp(`^/api/hooks/${webhook.id}/[\\w-]{43}$`));
    const answer = await post(url, { content: 'Version 7 is out.' });
    expect([answer.status, Object.keys(answer.body)]).toEqual([201, ['message_id', 'created']]);
    const told = await line.next('new_message', ({ content }) => content === 'Version 7 is out.');
    expect(told).toMatchObject({ id: answer.body.message_id, sender: webhook.user, room_id: room });
    expect((await post(url, { text: 'by the other node' }, other.url)).status).toBe(201);
    line.close();
    const listed = await amy.api<{ webhooks: IncomingWebhook[] }>('GET', path());
    expect(listed.body.webhooks).toEqual([webhook]);
    expect(JSON.stringify(listed.body)).not.toContain(url.split('/').at(-1));
  });

  it('understands what Slack’s are sent, and who a text is from', async () => {
    const { url } = await make();
    for (const body of [
      { text: 'See <https://example.org/a|the [log]> &amp; <https://example.org/b> &lt;ok&gt;' },
      { content: '<https://example.org/a|as it is>', username: 'build *7*' },
      { text: '<!here> <!channel>' },
    ])
      expect((await post(url, body)).status).toBe(201);
    expect((await history()).map(({ content }) => content)).toEqual([
      'See [the \\[log\\]](https://example.org/a) & https://example.org/b <ok>',
      '**build \\*7\\***: <https://example.org/a|as it is>',
      '@here @room',
    ]);
  });

  it('posts once what has the same client_id', async () => {
    const { url } = await make();
    const body = { content: 'once', client_id: 'build-7' };
    const answers = await Promise.all([node, other, node, other].map(({ url: at }) => post(url, body, at)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.message_id)).size).toBe(1);
    expect(await history()).toHaveLength(1);
  });

  it('refuses what is no message', async () => {
    const { url } = await make();
    for (const body of [{}, { content: ' ' }, { content: 7 }, { content: 'x'.repeat(10_001) }, [], 'text'])
      await refused(post(url, body), 400, 'validation_failed');
    const long = { content: 'x'.repeat(10_000), username: 'somebody' };
    await refused(post(url, long), 400, 'validation_failed');
    expect(await history()).toEqual([]);
  });

  it('is nothing to who does not know all of its URL', async () => {
    const { webhook, url } = await make();
    const secret = url.split('/').at(-1) as string;
    const flipped = (secret[0] === 'a' ? 'b' : 'a') + secret.slice(1);
    for (const wrong of [flipped, secret.slice(1), `${secret}x`, 'x', 'x'.repeat(64)])
      await refused(
        post(`http://x/api/hooks/${webhook.id}/${wrong}`, { content: 'x' }),
        404,
        'webhook_not_found',
      );
    await refused(
      post(`http://x/api/hooks/${unknownId}/${secret}`, { content: 'x' }),
      404,
      'webhook_not_found',
    );
  });

  it('gets another URL, is turned off and on, is renamed, and goes with its bot', async () => {
    const { webhook, url } = await make();
    const rotated = await amy.api<Made>('POST', `${path(webhook)}/rotate`);
    await refused(post(url, { content: 'x' }), 404, 'webhook_not_found');
    expect((await post(rotated.body.url, { content: 'new' })).status).toBe(201);
    await amy.api('PATCH', path(webhook), { active: false });
    await refused(post(rotated.body.url, { content: 'x' }, other.url), 404, 'webhook_not_found');
    const on = await amy.api<Made>('PATCH', path(webhook), { active: true, name: 'Renamed' });
    expect(on.body.webhook).toMatchObject({ active: true, name: 'Renamed' });
    expect((await post(rotated.body.url, { content: 'again' })).status).toBe(201);
    expect(await membersOf(amy, room)).toHaveLength(3);
    expect((await amy.api('DELETE', path(webhook))).status).toBe(204);
    await refused(post(rotated.body.url, { content: 'x' }), 404, 'webhook_not_found');
    await refused(amy.api('DELETE', path(webhook)), 404, 'webhook_not_found');
    expect(await membersOf(amy, room)).toHaveLength(2);
    expect((await history()).map(({ sender }) => sender.display_name)).toEqual(['Renamed', 'Renamed']);
  });

  it('is made and seen by admins alone, ten to a room', async () => {
    const eve = await register(node.url, 'eve');
    await refused(ben.api('POST', path(), { name: 'x' }), 403, 'permission_denied');
    await refused(ben.api('GET', path()), 403, 'permission_denied');
    await refused(eve.api('GET', path()), 403, 'not_a_member');
    const { webhook } = await make();
    await refused(ben.api('POST', `${path(webhook)}/rotate`), 403, 'permission_denied');
    const elsewhere = await createRoom(eve);
    await refused(
      eve.api('DELETE', `/rooms/${elsewhere.id}/webhooks/incoming/${webhook.id}`),
      404,
      'webhook_not_found',
    );
    for (let n = 1; n < limits.webhooksPerRoom; n += 1) await make();
    await refused(amy.api('POST', path(), { name: 'x' }), 409, 'webhook_limit_reached');
  });

  it('is made altogether or not at all: of a crowd at once no more than ten, and no bot without one', async () => {
    const made = await Promise.all(
      Array.from({ length: limits.webhooksPerRoom + 4 }, () => amy.api('POST', path(), { name: 'Crowd' })),
    );
    const good = made.filter(({ status }) => status === 201).length;
    expect(good).toBeLessThanOrEqual(limits.webhooksPerRoom);
    const { body } = await amy.api<{ users: unknown[] }>('GET', '/users?query=Crowd&limit=50');
    expect(body.users).toHaveLength(good);
  });

  it('is bound by the rules of the room', async () => {
    const { webhook, url } = await make();
    await amy.api('PATCH', `/rooms/${room}`, { read_only: true });
    await refused(post(url, { content: 'x' }), 403, 'room_read_only');
    await amy.api('PATCH', `/rooms/${room}/members/${webhook.user.id}`, { role: 'moderator' });
    expect((await post(url, { content: 'an announcement' })).status).toBe(201);
    await amy.api('DELETE', `/rooms/${room}/members/${webhook.user.id}`);
    await refused(post(url, { content: 'x' }), 403, 'not_a_member');
    const second = await make();
    await amy.api('POST', `/rooms/${room}/archive`);
    await refused(post(second.url, { content: 'x' }), 409, 'room_archived');
    await amy.api('POST', `/rooms/${room}/unarchive`);
    await setRole(amy, room, ben, 'owner');
    await ben.api('DELETE', `/rooms/${room}`);
    await refused(post(second.url, { content: 'x' }), 404, 'webhook_not_found');
  });

  it('has a rate, whoever posts', async () => {
    const slow = await startApp({
      ...node.env,
      MESSAGE_RATE_BURST: '2',
      RATE_LIMIT_SCALE: '1',
      REDIS_PREFIX: `slow-${node.env.REDIS_PREFIX}`,
    });
    const { url } = await make();
    const answers = await Promise.all([1, 2, 3, 4].map((n) => post(url, { content: `${n}` }, slow.url)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    const refusal = answers.find(({ status }) => status === 429);
    expect(refusal?.headers.get('retry-after')).toBe('1');
    await slow.stop();
  });
});
