import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { ParleyClient } from '../../sdk/src/client.js';
import { limits } from '../../src/contract/limits.js';
import type { Message } from '../../src/contract/message.js';
import type { Problem } from '../../src/contract/problem.js';
import { unsentBytes } from '../../src/realtime/backpressure.js';
import { type ParleySocket, SocketServer } from '../../src/realtime/socket-server.js';
import { Admission } from '../../src/transport/admission.js';
import { startApp, type TestApp } from '../support/app.js';
import { online, type Person, register, registerAll } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { processEnv } from '../support/server-process.js';
import { until } from '../support/until.js';
import { deafLine } from './deaf-line.js';
import { NodeProcess } from './node-process.js';
import { everything } from './recount.js';

let server: TestApp | undefined;
const start = async (overrides: Record<string, string> = {}): Promise<TestApp> => {
  server = await startApp(overrides);
  return server;
};
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const socketsOf = ({ app }: TestApp, person: Person): ParleySocket[] =>
  [...app.get(SocketServer).io.of('/').sockets.values()].filter(({ data }) => data.caller.id === person.id);

describe('a client that does not read', () => {
  it('is cut off before it fills the memory, and finds everything when it comes back', async () => {
    const node = await start();
    const [amy, ben] = await registerAll(node.url, 'amy', 'ben');
    const { id: room_id } = await createRoom(amy, { member_ids: [ben.id] });
    const line = await online(amy);
    for (let n = 0; n < limits.syncPage; n += 20) {
      const content = 'x'.repeat(limits.content.max);
      await Promise.all(Array.from({ length: 20 }, () => line.ask('send_message', { room_id, content })));
    }

    const deaf = await deafLine(ben);
    const [socket] = socketsOf(node, ben) as [ParleySocket];
    const ended = new Promise((resolve) => socket.once('disconnect', resolve));
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, unsentBytes(socket));
    }, 5);
    // Each answer is 2 MB.
    const ask = JSON.stringify(['sync', { conversations: [{ room_id, after_seq: 0, after_rev: 0 }] }]);
    for (let n = 0; n < 30; n += 1) deaf.send(`42${n}${ask}`);
    // Others notice nothing.
    await until(async () => {
      expect(await line.ask('typing_start', { room_id })).toEqual({ ok: true });
      return peak > limits.unsentSize;
    });
    expect(await ended).toMatch(/transport/);
    clearInterval(watch);
    expect(unsentBytes(socket)).toBeLessThan(peak);
    deaf.terminate();

    const back = new ParleyClient({ urls: [ben.url], token: async () => ben.token }).connect();
    await until(() => back.isSettled && back.conversations.get(room_id)?.lastSeq === limits.syncPage);
    back.close();
  });
});

describe('connections', () => {
  const refusal = (person: Person): Promise<Problem | undefined> =>
    new Promise((resolve) => {
      const socket = io(person.url, { auth: { token: person.token }, forceNew: true, reconnection: false });
      const done = (problem?: Problem) => {
        socket.disconnect();
        resolve(problem);
      };
      socket.on('connect_error', (error: Error & { data?: Problem }) => done(error.data));
      socket.on('connect', () => done());
    });

  it('of one person have a bound, and who leaves makes room', async () => {
    const node = await start({ RATE_LIMIT_SCALE: '1', SOCKETS_PER_USER: '3' });
    const [amy, ben] = await registerAll(node.url, 'amy', 'ben');
    const [first] = await Promise.all([online(amy), online(amy), online(amy)]);
    expect(await refusal(amy)).toMatchObject({ code: 'too_many_connections', status: 429 });
    expect(await refusal(ben)).toBeUndefined();
    first.close();
    await until(() => socketsOf(node, amy).length === 2);
    expect(await refusal(amy)).toBeUndefined();
  });

  it('from one address have a bound, whoever makes them', async () => {
    const node = await start({ RATE_LIMIT_SCALE: '1', SOCKETS_PER_ADDRESS: '2' });
    const [amy, ben, cem] = await registerAll(node.url, 'amy', 'ben', 'cem');
    await Promise.all([online(amy), online(ben)]);
    expect(await refusal(cem)).toMatchObject({ code: 'too_many_connections' });
  });
});

describe('more than a node can do', () => {
  it('is refused with a pause, over REST and sockets; what was taken on is kept, and clients of the SDK get it all through', async () => {
    const node = await start({ OPERATIONS_AT_ONCE: '5' });
    const people = await Promise.all(Array.from({ length: 4 }, (_, n) => register(node.url, `p${n}`)));
    const [owner, ...others] = people as [Person, ...Person[]];
    const { id: room_id } = await createRoom(owner, { member_ids: others.map(({ id }) => id) });
    const lines = await Promise.all(people.map(online));
    const answers = await Promise.all(
      lines.flatMap((line) =>
        Array.from({ length: 25 }, (_, n) =>
          line.ask<{ message: Message }>('send_message', { room_id, content: `${n}` }),
        ),
      ),
    );
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(refused.length).toBeGreaterThan(0);
    for (const { code, retry_after_ms } of refused) {
      expect(code).toBe('overloaded');
      expect(retry_after_ms).toBeGreaterThan(0);
    }
    const post = () => owner.api('POST', `/rooms/${room_id}/messages`, { content: 'rest' });
    const underWay = Array.from({ length: 5 }, () => node.app.get(Admission).enter(owner.id));
    const shed = await post();
    expect(shed.status).toBe(503);
    expect(shed.body.code).toBe('overloaded');
    expect(Number(shed.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const leave of underWay) leave();
    const taken = await post();
    expect(taken.status).toBe(201);

    const clients = people.map((person) =>
      new ParleyClient({ urls: [node.url], token: async () => person.token }).connect(),
    );
    const sent = await Promise.all(
      clients.flatMap((client, who) =>
        Array.from({ length: 10 }, (_, n) => client.send({ room_id, content: `sdk ${who} ${n}` })),
      ),
    );
    for (const client of clients) client.close();
    const kept = [
      ...answers.flatMap((answer) => (answer.ok ? [answer.message.id] : [])),
      (taken.body as unknown as { message: Message }).message.id,
      ...sent.map(({ id }) => id),
    ];
    const stored = await everything(owner, room_id);
    expect(stored.map(({ id }) => id).sort()).toEqual(kept.sort());
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, n) => n + 1));
  });
});

describe('a flood from one person', () => {
  const FLOOD = fileURLToPath(new URL('flood.mjs', import.meta.url));
  const SENDS = 60;

  /** How long an answer takes, of many asked one after the other. */
  const latency = async (person: Person, room_id: string): Promise<number> => {
    const line = await person.connect();
    const times: number[] = [];
    for (let n = 0; n < SENDS; n += 1) {
      const began = performance.now();
      expect(await line.ask('send_message', { room_id, content: `${n}` })).toMatchObject({ ok: true });
      times.push(performance.now() - began);
    }
    line.close();
    return times.sort((a, b) => a - b)[Math.floor(SENDS * 0.5)] as number;
  };

  it('does not slow the others', async () => {
    const node = await NodeProcess.start({
      ...processEnv(),
      RATE_LIMIT_SCALE: '1',
      MESSAGE_RATE_BURST: '200',
      MESSAGE_RATE_PER_SECOND: '1',
    });
    try {
      const [amy, ben] = await registerAll(node.url, 'amy', 'ben');
      const { id: room_id } = await createRoom(ben, { member_ids: [amy.id] });
      const quiet = await latency(ben, room_id);
      const flood = fork(FLOOD, [node.url, amy.token, room_id]);
      try {
        await new Promise((resolve) => flood.once('message', resolve)); // It was refused: the flood is there.
        const flooded = await latency(ben, room_id);
        const sent = await new Promise((resolve) => {
          flood.once('message', resolve);
          flood.send('stop');
        });
        process.stdout.write(
          `median of an answer: ${quiet.toFixed(1)} ms, ${flooded.toFixed(1)} ms beside a flood of ${JSON.stringify(sent)}\n`,
        );
        expect(flooded).toBeLessThan(quiet * 3 + 20);
      } finally {
        flood.kill('SIGKILL');
      }
    } finally {
      await node.kill();
    }
  });
});
