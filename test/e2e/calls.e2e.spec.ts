import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/contract/calls.js';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf } from '../support/dms.js';
import { type Line, type Person, registerAll } from '../support/people.js';

const RING_SECONDS = 1;

let here: TestApp;
let there: TestApp;
let amy: Person;
let ben: Person;
let eve: Person;
let dm_id: string;
/** Amy's laptop, Ben's phone and laptop, on two nodes. */
let laptop: Line;
let phone: Line;
let desk: Line;
let stranger: Line;

const ask = async (line: Line, event: string, payload: object): Promise<Call> => {
  const answer = await line.ask<{ call: Call }>(event, payload);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.call;
};

const refusal = async (line: Line, event: string, payload: object): Promise<string | undefined> => {
  const answer = await line.ask(event, payload);
  return answer.ok ? undefined : answer.error.code;
};

const call = (line = laptop): Promise<Call> => ask(line, 'call_start', { dm_id, media: 'video' });

/** What the conversation says of it. */
const recordOf = async ({ id }: Call): Promise<Message> =>
  phone.next('new_message', (message) => message.call?.call_id === id);

beforeAll(async () => {
  here = await startApp({
    CALL_RING_SECONDS: String(RING_SECONDS),
    TURN_URLS: 'turn:turn.example.org',
    TURN_SECRET: 's',
  });
  there = await startApp(here.env);
  [amy, ben, eve] = await registerAll(here.url, 'amy', 'ben', 'eve');
  dm_id = (await dmOf(amy, ben)).id;
});
beforeEach(async () => {
  [laptop, phone, desk, stranger] = (await Promise.all([
    amy.connect(),
    ben.at(there.url).connect(),
    ben.connect(),
    eve.connect(),
  ])) as [Line, Line, Line, Line];
  return () => {
    for (const line of [laptop, phone, desk, stranger]) line.close();
  };
});
afterAll(async () => {
  await there?.stop();
  await here?.stop();
});

describe('a call', () => {
  it('rings on every device of the other, is taken by one, and passes signals between the two alone', async () => {
    const { id } = await call();
    for (const line of [phone, desk]) {
      const { call: ringing } = await line.next('call_ringing', (told) => told.call.id === id);
      expect(ringing).toMatchObject({ state: 'ringing', media: 'video', caller: { id: amy.id } });
    }
    expect(await refusal(laptop, 'call_signal', { call_id: id, signal: { kind: 'offer', data: 'x' } })).toBe(
      'call_not_found',
    );
    const both = await Promise.all(
      [phone, desk].map((line) => line.ask<{ call: Call }>('call_accept', { call_id: id })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const [taken, other] = both[0]?.ok ? [phone, desk] : [desk, phone];
    await other.next('call_accepted', (told) => told.call.id === id);
    await laptop.next('call_accepted', (told) => told.call.id === id);

    const offer = { kind: 'offer', data: 'v=0 …' };
    const answer = { kind: 'answer', data: 'v=0 … too' };
    expect(await refusal(laptop, 'call_signal', { call_id: id, signal: offer })).toBeUndefined();
    expect(await taken.next('call_signaled')).toEqual({ call_id: id, user_id: amy.id, signal: offer });
    expect(await refusal(taken, 'call_signal', { call_id: id, signal: answer })).toBeUndefined();
    expect(await laptop.next('call_signaled')).toMatchObject({ user_id: ben.id, signal: answer });
    expect(await refusal(other, 'call_signal', { call_id: id, signal: answer })).toBe('call_elsewhere');

    const ended = await ask(taken, 'call_end', { call_id: id });
    expect(ended).toMatchObject({ state: 'ended', outcome: 'ended' });
    await laptop.next('call_ended', (told) => told.call.id === id);
    const record = await recordOf(ended);
    expect(record).toMatchObject({
      kind: 'call',
      sender_id: amy.id,
      call: { media: 'video', outcome: 'ended' },
    });
    expect(other.all('call_signaled')).toEqual([]);
    expect(stranger.received.filter(({ event }) => event.startsWith('call_'))).toEqual([]);
  });

  it('is missed when nobody takes it, and one message says so', async () => {
    const ringing = await call();
    const { call: ended } = await laptop.next('call_ended', (told) => told.call.id === ringing.id);
    expect(ended.outcome).toBe('missed');
    expect((await recordOf(ringing)).call).toMatchObject({ outcome: 'missed', duration_ms: 0 });
    const { body } = await amy.api<{ messages: Message[] }>('GET', `/direct-messages/${dm_id}/messages`);
    expect(body.messages.filter((message) => message.call?.call_id === ringing.id)).toHaveLength(1);
  });

  it('is declined on one device and stops on the others', async () => {
    const ringing = await call();
    await ask(desk, 'call_decline', { call_id: ringing.id });
    for (const line of [laptop, phone])
      expect((await line.next('call_ended', (told) => told.call.id === ringing.id)).call.outcome).toBe(
        'declined',
      );
    expect(await refusal(phone, 'call_accept', { call_id: ringing.id })).toBe('call_not_found');
  });

  it('finds who is in another one busy, whoever calls, and both free again after it', async () => {
    const [first, second] = await Promise.all(
      [laptop, phone].map((line) => line.ask<{ call: Call }>('call_start', { dm_id, media: 'audio' })),
    );
    const made = [first, second].flatMap((answer) => (answer?.ok ? [answer.call] : []));
    expect(made).toHaveLength(1);
    const other = (await dmOf(eve, amy)).id;
    expect(await refusal(stranger, 'call_start', { dm_id: other, media: 'audio' })).toBe('call_busy');
    await ask(laptop, 'call_end', { call_id: made[0]?.id as string });
    const again = await ask(stranger, 'call_start', { dm_id: other, media: 'audio' });
    await ask(stranger, 'call_end', { call_id: again.id });
  });

  it('goes on with another device of the same person, and is found after a reconnect', async () => {
    const { id } = await call();
    await ask(phone, 'call_accept', { call_id: id });
    expect((await ask(desk, 'call_attach', { call_id: id })).state).toBe('active');
    const signal = { kind: 'candidate', data: '{}' };
    await laptop.ask('call_signal', { call_id: id, signal });
    expect((await desk.next('call_signaled')).signal).toEqual(signal);
    expect(await refusal(phone, 'call_signal', { call_id: id, signal })).toBe('call_elsewhere');
    desk.close();
    expect(await refusal(laptop, 'call_signal', { call_id: id, signal })).toBe('call_peer_away');
    const { body } = await ben.api<{ calls: Call[] }>('GET', '/calls');
    expect(body.calls.map((one) => one.id)).toEqual([id]);
    await ask(laptop, 'call_end', { call_id: id });
    expect((await ben.api<{ calls: Call[] }>('GET', '/calls')).body.calls).toEqual([]);
  });

  it('is refused to strangers, groups and those who are blocked', async () => {
    const { id } = await call();
    for (const event of ['call_accept', 'call_decline', 'call_end', 'call_attach'])
      expect(await refusal(stranger, event, { call_id: id }), event).toBe('call_not_found');
    expect(await refusal(laptop, 'call_accept', { call_id: id })).toBe('call_not_found');
    await ask(laptop, 'call_end', { call_id: id });
    expect(await refusal(stranger, 'call_start', { dm_id, media: 'audio' })).toBe('dm_not_found');
    const group = (await dmOf(amy, ben, eve)).id;
    expect(await refusal(laptop, 'call_start', { dm_id: group, media: 'audio' })).toBe('calls_need_two');
    await ben.api('PUT', `/users/me/blocked/${amy.id}`);
    expect(await refusal(laptop, 'call_start', { dm_id, media: 'audio' })).toBe('blocked');
    await ben.api('DELETE', `/users/me/blocked/${amy.id}`);
  });

  it('gets credentials of the TURN server that are one’s own', async () => {
    const { body } = await amy.api<{ ice_servers: { urls: string[]; username?: string }[] }>(
      'GET',
      '/calls/ice-servers',
    );
    expect(body.ice_servers).toHaveLength(1);
    expect(body.ice_servers[0]).toMatchObject({ urls: ['turn:turn.example.org'] });
    expect(body.ice_servers[0]?.username).toContain(amy.id);
  });
});
