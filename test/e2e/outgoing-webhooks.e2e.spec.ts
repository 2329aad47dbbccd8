import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/contract/limits.js';
import type { Message } from '../../src/contract/message.js';
import { Delivery, OutgoingWebhook } from '../../src/contract/webhooks.js';
import { startApp, type TestApp } from '../support/app.js';
import { HookReceiver } from '../support/hook-receiver.js';
import { type Person, register, registerAll } from '../support/people.js';
import { createRoom, exactly, refused, sayIn, setRole, unknownId } from '../support/rooms.js';
import { until } from '../support/until.js';

let receiver: HookReceiver;
let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let room: string;

type Made = { webhook: OutgoingWebhook; secret: string };

beforeAll(async () => {
  receiver = await HookReceiver.open();
  node = await startApp({
    OUTBOUND_LOOPBACK_PORTS: String(receiver.port),
    MESSAGE_RATE_BURST: '1000',
    WEBHOOK_TIMEOUT_MS: '3000',
    WEBHOOK_RETRY_MS: '30',
    WEBHOOK_ATTEMPTS: '3',
  });
  other = await startApp(node.env);
});
beforeEach(async () => {
  receiver.forget();
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
  room = (await createRoom(amy, { type: 'private', member_ids: [ben.id] })).id;
});
afterAll(async () => {
  await Promise.all([node.stop(), other.stop()]);
  await receiver.close();
});

const path = (hook?: OutgoingWebhook): string =>
  `/rooms/${hook?.room_id ?? room}/webhooks/outgoing${hook ? `/${hook.id}` : ''}`;
const make = async (input: object = {}): Promise<Made> => {
  const { status, body } = await amy.api<Made>('POST', path(), { url: receiver.url, ...input });
  expect(status).toBe(201);
  receiver.secret = body.secret;
  return body;
};
const say = (content: string, person = ben): Promise<Message> => sayIn(person, room, content);
const logOf = async (hook: OutgoingWebhook, query = '') =>
  (await amy.api<{ deliveries: Delivery[]; has_more: boolean }>('GET', `${path(hook)}/deliveries${query}`))
    .body;
const stateOf = async (hook: OutgoingWebhook): Promise<OutgoingWebhook | undefined> => {
  const { body } = await amy.api<{ webhooks: OutgoingWebhook[] }>('GET', path());
  return body.webhooks.find(({ id }) => id === hook.id);
};
const turn = (hook: OutgoingWebhook, active: boolean) => amy.api('PATCH', path(hook), { active });

describe('an outgoing webhook', () => {
  it('tells what happens, signed, each event with an id of its own', async () => {
    await say('before');
    const events = [
      'message_created',
      'message_edited',
      'message_deleted',
      'reaction_added',
      'reaction_removed',
    ];
    const { webhook } = await make({ events });
    exactly(OutgoingWebhook, webhook);
    const message = await say('first');
    await receiver.until((all) => all.length === 1);
    await ben.api('PATCH', `/messages/${message.id}`, { content: 'edited' });
    await amy.at(other.url).api('POST', `/messages/${message.id}/reactions`, { emoji: '👍' });
    await amy.api('DELETE', `/messages/${message.id}/reactions/👍`);
    await ben.api('DELETE', `/messages/${message.id}`);
    await receiver.until((all) => all.length === 5);
    expect(receiver.received.map(({ event, rev }) => [event, rev])).toEqual([
      ['message_created', undefined],
      ['message_edited', 1],
      ['reaction_added', 2],
      ['reaction_removed', 3],
      ['message_deleted', 4],
    ]);
    expect(receiver.received.every(({ signed }) => signed)).toBe(true);
    expect(receiver.received[0]).toMatchObject({
      ...{ id: `${webhook.id}-s2`, webhook_id: webhook.id, room_id: room },
      message: { id: message.id, content: 'first', sender: { id: ben.id } },
      headers: { 'parley-event': 'message_created', 'parley-delivery': `${webhook.id}-s2` },
    });
    expect(receiver.received[2]).toMatchObject({ emoji: '👍', user_id: amy.id });
    expect(receiver.received[4]?.message).toMatchObject({ deleted: true, content: '' });
  });

  it('tells in order, whichever node was written to, and only what it was asked for', async () => {
    await make();
    const sent: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      sent.push(`${n}`);
      const message = await say(`${n}`, ben.at([node, other][n % 2]?.url as string));
      await amy.api('POST', `/messages/${message.id}/reactions`, { emoji: '👍' });
    }
    await receiver.until((all) => all.length >= sent.length);
    expect(receiver.received.map(({ message }) => message.content)).toEqual(sent);
  });

  it('tells each of a crowd that writes at once, once', async () => {
    await make();
    const sent = Array.from({ length: 40 }, (_, n) => `${n}`);
    await Promise.all(sent.map((text, n) => say(text, ben.at([node, other][n % 2]?.url as string))));
    await receiver.until((all) => all.length >= sent.length);
    const seqs = receiver.received.map(({ message }) => message.seq);
    expect(seqs).toEqual(sent.map((_, n) => n + 1));
  });
});

describe('what fails', () => {
  it.each<[string, () => void]>([
    ['by an error', () => receiver.fail(500)],
    [
      'by a redirect, which is not followed',
      () => {
        receiver.answer = (response) => void response.writeHead(302, { location: receiver.url }).end();
      },
    ],
    [
      'by silence',
      () => {
        receiver.answer = () => undefined;
      },
    ],
    [
      'by hanging up',
      () => {
        receiver.answer = (response) => void response.destroy();
      },
    ],
  ])('%s is tried again, and holds up what comes after it', async (_how, breaks) => {
    const { webhook } = await make();
    breaks();
    await say('one');
    await say('two');
    await receiver.until((all) => all.length >= 1);
    receiver.fine();
    await receiver.until((all) => all.some(({ message }) => message.content === 'two'));
    expect(receiver.contents().filter((text, n, all) => text !== all[n - 1])).toEqual(['one', 'two']);
    // It is written down after the receiver has it.
    await until(
      async () => (await logOf(webhook)).deliveries.filter(({ state }) => state === 'delivered').length === 2,
    );
    const { deliveries } = await logOf(webhook);
    expect(deliveries.map(({ attempts }) => attempts > 1)).toEqual([false, true]);
    for (const delivery of deliveries) exactly(Delivery, delivery);
  });

  it('again and again is given up, can be sent once more, and turns the webhook off in the end', async () => {
    const { webhook } = await make();
    receiver.fail(503);
    for (let n = 1; n <= 6; n += 1) await say(`${n}`);
    await until(async () => (await stateOf(webhook))?.active === false);
    expect(await stateOf(webhook)).toMatchObject({ active: false, disabled_reason: 'failures' });
    const { deliveries } = await logOf(webhook);
    expect(deliveries.map(({ state, attempts }) => [state, attempts])).toEqual(Array(5).fill(['failed', 3]));
    expect(deliveries[0]).toMatchObject({ response_status: 503, error: 'It answered 503.' });
    receiver.forget();
    const again = `${path(webhook)}/deliveries/${deliveries[4]?.id}/redeliver`;
    await refused(ben.api('POST', again), 403, 'permission_denied');
    await refused(amy.api('POST', again.replace(deliveries[4]?.id ?? '', unknownId)), 404, 'not_found');
    const answer = await amy.api<{ delivery: Delivery }>('POST', again);
    expect(answer.body.delivery).toMatchObject({ state: 'delivered', attempts: 4, response_status: 204 });
    expect(receiver.received).toMatchObject([
      { id: deliveries[4]?.event_id, message: { content: '1' }, signed: true },
    ]);

    await say('while it is off');
    await turn(webhook, true);
    await say('from now on');
    await receiver.until((all) => all.length >= 2);
    expect(receiver.contents()).toEqual(['1', 'from now on']);
    expect(await stateOf(webhook)).toMatchObject({ active: true, disabled_reason: null });
  });

  it('because its address is not allowed never leaves the server', async () => {
    for (const url of [
      'http://10.0.0.1/',
      'http://169.254.169.254/latest/meta-data/',
      'http://127.0.0.1:1/',
      'http://[::1]/',
      'http://2130706433/',
      'https://amy:secret@example.org/',
      'http://example.org:22/',
    ])
      await refused(amy.api('POST', path(), { url }), 400, 'address_refused');
    for (const url of ['ftp://example.org/', 'javascript:alert(1)', 'nothing', ''])
      await refused(amy.api('POST', path(), { url }), 400, 'validation_failed');
    const { webhook } = await make();
    await refused(amy.api('PATCH', path(webhook), { url: 'http://10.0.0.1/' }), 400, 'address_refused');
    // A name is looked at when something is sent.
    await amy.api('PATCH', path(webhook), { url: `http://localhost/` });
    await say('to whom');
    await until(async () => (await logOf(webhook)).deliveries[0]?.state === 'failed');
    expect((await logOf(webhook)).deliveries[0]).toMatchObject({
      response_status: null,
      error: 'The address is not a public one.',
    });
  });
});

describe('who may', () => {
  it('have webhooks are admins, ten to a room', async () => {
    const eve = await register(node.url, 'eve');
    await refused(ben.api('POST', path(), { url: receiver.url }), 403, 'permission_denied');
    await refused(eve.api('GET', path()), 404, 'room_not_found');
    for (const events of [[], ['everything'], ['message_created', 'message_created']])
      await refused(amy.api('POST', path(), { url: receiver.url, events }), 400, 'validation_failed');
    const { webhook } = await make();
    for (const [method, more] of [
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/rotate'],
      ['GET', '/deliveries'],
    ] as const)
      await refused(
        ben.api(method, `${path(webhook)}${more}`, method === 'GET' ? undefined : {}),
        403,
        'permission_denied',
      );
    await refused(
      amy.api('GET', `${path({ ...webhook, id: unknownId })}/deliveries`),
      404,
      'webhook_not_found',
    );
    for (let n = 1; n < limits.webhooksPerRoom; n += 1) await make();
    await refused(amy.api('POST', path(), { url: receiver.url }), 409, 'webhook_limit_reached');
  });

  it('listen is who can see the room: a webhook ends with the membership of its maker', async () => {
    const { webhook } = await make();
    await say('she is here');
    await receiver.until((all) => all.length === 1);
    await setRole(amy, room, ben, 'owner');
    await ben.api('DELETE', `/rooms/${room}/members/${amy.id}`);
    await say('she is gone');
    const off = async () => {
      const { body } = await ben.api<{ webhooks: OutgoingWebhook[] }>('GET', path());
      return body.webhooks.find(({ id }) => id === webhook.id)?.active === false;
    };
    await until(off);
    expect(receiver.contents()).toEqual(['she is here']);
    await ben.api('PATCH', path(webhook), { active: true });
    await say('he turned it on');
    await receiver.until((all) => all.length === 2);
    expect(receiver.contents()).toEqual(['she is here', 'he turned it on']);
  });

  it('verify is who has the key of today', async () => {
    const { webhook } = await make();
    const rotated = await amy.api<Made>('POST', `${path(webhook)}/rotate`);
    await say('one');
    await receiver.until((all) => all.length === 1);
    receiver.secret = rotated.body.secret;
    await say('two');
    await receiver.until((all) => all.length === 2);
    expect(receiver.received.map(({ signed }) => signed)).toEqual([false, true]);
  });
});

describe('nothing more is sent', () => {
  it('once it is off, deleted, or its room is', async () => {
    const { webhook } = await make();
    await turn(webhook, false);
    await say('off');
    await turn(webhook, true);
    await say('on');
    await receiver.until((all) => all.length === 1);
    expect((await amy.api('DELETE', path(webhook))).status).toBe(204);
    await say('deleted');
    const second = await make();
    await say('second');
    await receiver.until((all) => all.length === 2);
    await amy.api('DELETE', `/rooms/${room}`);
    await refused(amy.api('GET', `${path(second.webhook)}/deliveries`), 404, 'room_not_found');
    expect(receiver.contents()).toEqual(['on', 'second']);
  });
});

describe('its log', () => {
  it('is paged, the newest first', async () => {
    const { webhook } = await make();
    for (const text of ['1', '2', '3']) await say(text);
    await until(async () => (await logOf(webhook)).deliveries.length === 3);
    const all = (await logOf(webhook)).deliveries;
    const first = await logOf(webhook, '?limit=2');
    expect(first).toEqual({ deliveries: all.slice(0, 2), has_more: true });
    const rest = await logOf(webhook, `?limit=2&before=${all[1]?.id}`);
    expect(rest).toEqual({ deliveries: all.slice(2), has_more: false });
    expect(all.map(({ event_id }) => event_id.split('-s')[1])).toEqual(['3', '2', '1']);
  });
});
