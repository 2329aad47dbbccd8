import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../src/contract/dm.js';
import type { Message } from '../../src/contract/message.js';
import { ClusterBus } from '../../src/realtime/cluster-bus.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf, getDm, idsOf, listDms, openDm, type Sent } from '../support/dms.js';
import { type Line, online, type Person, register } from '../support/people.js';
import { refused, unknownId } from '../support/rooms.js';

let nodes: [TestApp, TestApp];

beforeAll(async () => {
  const first = await startApp();
  nodes = [first, await startApp(first.env)];
});
afterAll(() => Promise.all(nodes.map((node) => node.stop())));

const people = (count: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => register(nodes[0].url, `p${n}`)));
const pair = async (): Promise<[Person, Person]> => (await people(2)) as [Person, Person];
const at = (person: Person, node: number): Person => person.at((nodes[node % 2] as TestApp).url);

/** A device at each node. */
const everywhere = (person: Person): Promise<Line[]> =>
  Promise.all(nodes.map((_, n) => online(at(person, n))));

/** An answer comes after all that the socket was told before it. */
const settle = (all: Line[]) => Promise.all(all.map((line) => line.ask('nothing')));

const write = async (from: Person, to: Person, content: string, more: object = {}): Promise<Sent> => {
  const { status, body } = await from.api<Sent>('POST', `/users/${to.id}/messages`, { content, ...more });
  expect([200, 201]).toContain(status);
  return body;
};

const sayInNewRoom = async (owner: Person, member: Person): Promise<Message> => {
  const input = { name: 'new', type: 'private', member_ids: [member.id] };
  const { room } = (await owner.api<{ room: { id: string } }>('POST', '/rooms', input)).body;
  return (await owner.api<Sent>('POST', `/rooms/${room.id}/messages`, { content: 'welcome' })).body.message;
};

describe('many at once', () => {
  it('20 requests of both people over two nodes make one conversation, with one `created: true`', async () => {
    const [amy, ben] = await pair();
    const devices = (await Promise.all([amy, ben].map(everywhere))).flat();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 3 === 0 ? openDm(at(ben, n), amy) : openDm(at(amy, n), ben, amy),
      ),
    );
    const [one] = answers;
    expect(new Set(answers.map(({ body }) => body.conversation.id)).size).toBe(1);
    expect(answers.filter(({ body }) => body.created).map(({ status }) => status)).toEqual([201]);
    expect(answers.filter(({ body }) => !body.created).every(({ status }) => status === 200)).toBe(true);
    for (const device of devices) await device.next('dm_created');
    await settle(devices);
    for (const device of devices) {
      expect(device.all('dm_created').map(({ conversation }) => conversation.id)).toEqual([
        one?.body.conversation.id,
      ]);
    }
  });

  it('20 people asking for their ten groups at once make ten', async () => {
    const all = await people(10);
    const groups = all.map((_, n) => [0, 1, 2].map((more) => all[(n + more) % 10] as Person));
    const asked = groups.flatMap((group) => group.map((who, n) => openDm(at(who, n), ...group)));
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ body }) => body.conversation.id)).size).toBe(10);
    expect(answers.filter(({ body }) => body.created)).toHaveLength(10);
    for (const who of all) expect((await listDms(who)).conversations).toHaveLength(3);
  });
});

describe('the first message', () => {
  it('by user_id makes the conversation and reaches all devices on all nodes live, once', async () => {
    const [amy, ben] = await pair();
    const devices = (await Promise.all([amy, ben].map(everywhere))).flat();
    const ack = await devices[0]?.ask<Sent>('send_message', {
      user_id: ben.id,
      content: 'hi',
      client_id: 'c',
    });
    const { message } = ack as unknown as Sent;
    expect(ack).toMatchObject({ ok: true, created: true, message: { seq: 1, room_id: null } });
    for (const device of devices) {
      expect(await device.next('new_message')).toEqual(message);
      const names = device.received.map(({ event }) => event);
      expect(names.indexOf('dm_created')).toBeLessThan(names.indexOf('new_message'));
    }
    expect(await write(at(amy, 1), ben, 'hi', { client_id: 'c' })).toEqual({ message, created: false });
    const second = await write(at(ben, 1), amy, 'hi back');
    expect(second.message).toMatchObject({ dm_id: message.dm_id, seq: 2 });
    for (const device of devices) {
      await device.next('new_message', ({ seq }) => seq === 2);
      expect(device.all('new_message').map(({ seq }) => seq)).toEqual([1, 2]);
      expect(device.all('dm_created')).toHaveLength(1);
    }
    expect(await getDm(ben, message.dm_id as string)).toMatchObject({ unread_count: 1, last_seq: 2 });
  });

  it.each(['dm', 'room'])(
    'of a %s reaches a node live that subscribes to it too late to hear it',
    async (type) => {
      const [amy, ben] = await pair();
      const device = await online(at(ben, 1));
      const bus = nodes[1].app.get(ClusterBus);
      let release: () => void = () => undefined;
      const sent = new Promise<void>((resolve) => {
        release = resolve;
      });
      const subscribe = bus.subscribe.bind(bus);
      const slow = vi
        .spyOn(bus, 'subscribe')
        .mockImplementation((...topics) => sent.then(() => subscribe(...topics)));
      try {
        const message = type === 'dm' ? (await write(amy, ben, 'hi')).message : await sayInNewRoom(amy, ben);
        await vi.waitFor(() => expect(slow).toHaveBeenCalled(), { timeout: 60_000 });
        release();
        expect(await device.next('new_message')).toEqual(message);
      } finally {
        slow.mockRestore();
      }
      const { body } = await amy.api<Sent>(
        'POST',
        type === 'dm'
          ? `/users/${ben.id}/messages`
          : `/rooms/${device.all('room_created')[0]?.room.id}/messages`,
        { content: 'more' },
      );
      await device.next('new_message', ({ id }) => id === body.message.id);
      expect(device.all('new_message').map(({ seq }) => seq)).toEqual([1, 2]);
    },
  );

  it('of everybody to everybody at once reaches each device live, once and in order', async () => {
    const all = await people(6);
    const devices = await Promise.all(all.map(everywhere));
    const pairs = all.flatMap((from) => all.filter((to) => to !== from).map((to) => ({ from, to })));
    const sent = await Promise.all(
      pairs.map(({ from, to }, n) => write(at(from, n), to, `to ${to.username}`)),
    );
    const byDm = new Map<string, Message[]>();
    for (const { message } of sent)
      byDm.set(message.dm_id as string, [...(byDm.get(message.dm_id as string) ?? []), message]);
    expect(byDm.size).toBe(15);
    for (const messages of byDm.values()) expect(messages.map(({ seq }) => seq).sort()).toEqual([1, 2]);
    for (const device of devices.flat()) {
      await device.until(() => device.all('new_message').length >= 10, 10_000, 'ten messages');
      expect(device.all('dm_created')).toHaveLength(5);
      for (const { conversation } of device.all('dm_created')) {
        const got = device.all('new_message').filter(({ dm_id }) => dm_id === conversation.id);
        expect(got.map(({ seq }) => seq)).toEqual([1, 2]);
      }
    }
  });

  it('reaches a device that connects in that moment, by the numbers of its `ready` or live', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [amy, ben] = await pair();
      const [{ message }, device] = await Promise.all([write(at(amy, round), ben, 'hi'), online(at(ben, 1))]);
      const known = () =>
        device.all('new_message').some(({ id }) => id === message.id) ||
        device
          .all('ready')[0]
          ?.heads.some(({ dm_id, last_seq }) => dm_id === message.dm_id && last_seq === 1);
      await device.until(() => known() === true, 10_000, 'the message or its number');
      await write(at(amy, round), ben, 'more');
      await device.next('new_message', ({ seq }) => seq === 2);
    }
  });

  it('is refused before a conversation is made for it', async () => {
    const [amy, ben] = await pair();
    const line = await online(amy);
    const send = (input: object) => amy.api('POST', `/users/${ben.id}/messages`, input);
    await refused(send({ content: '' }), 400, 'validation_failed');
    await refused(send({ content: 'x', parent_id: unknownId }), 404, 'message_not_found');
    await refused(send({ content: 'x', dm_id: unknownId }), 400, 'validation_failed');
    await refused(amy.api('POST', `/users/${amy.id}/messages`, { content: 'x' }), 400, 'validation_failed');
    await refused(amy.api('POST', `/users/${unknownId}/messages`, { content: 'x' }), 404, 'user_not_found');
    for (const [input, code] of [
      [{ content: 'x' }, 'validation_failed'],
      [{ content: 'x', user_id: ben.id, room_id: unknownId }, 'validation_failed'],
      [{ content: 'x', user_id: amy.id }, 'validation_failed'],
      [{ content: 'x', user_id: unknownId }, 'user_not_found'],
      [{ content: 'x', user_id: ben.id, parent_id: unknownId }, 'message_not_found'],
    ] as const) {
      expect(await line.ask('send_message', input)).toMatchObject({ ok: false, error: { code } });
    }
    expect((await listDms(amy)).conversations).toEqual([]);
  });

  it('that is over the rate makes no conversation', async () => {
    const strict = await startApp({ ...nodes[0].env, RATE_LIMIT_SCALE: '1', MESSAGE_RATE_BURST: '1' });
    try {
      const [amy, ben, cleo] = (await people(3)) as [Person, Person, Person];
      await write(amy.at(strict.url), ben, 'hi', { client_id: 'c' });
      const refusal = amy.at(strict.url).api('POST', `/users/${cleo.id}/messages`, { content: 'hi' });
      await refused(refusal, 429, 'rate_limited');
      expect((await listDms(cleo)).conversations).toEqual([]);
      expect(await write(amy.at(strict.url), ben, 'hi', { client_id: 'c' })).toMatchObject({
        created: false,
      });
    } finally {
      await strict.stop();
    }
  });

  it('brings a hidden conversation back, with all that was said in it', async () => {
    const [amy, ben] = await pair();
    const dm: Conversation = await dmOf(amy, ben);
    await write(ben, amy, 'one');
    await at(amy, 1).api('DELETE', `/direct-messages/${dm.id}`);
    expect((await listDms(at(amy, 0))).conversations).toEqual([]);
    await write(at(amy, 0), ben, 'two');
    expect(idsOf((await listDms(at(amy, 1))).conversations)).toEqual([dm.id]);
    expect(await getDm(amy, dm.id)).toMatchObject({ last_seq: 2, unread_count: 1 });
  });
});
