import { readFile } from 'node:fs/promises';
import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, it } from 'vitest';
import { Crowd } from '../faults/crowd.js';
import { NodeProcess } from '../faults/node-process.js';
import { Line, type Person, registerAll } from '../support/people.js';
import { Random } from '../support/random.js';
import { createRoom } from '../support/rooms.js';
import { processEnv } from '../support/server-process.js';
import { until } from '../support/until.js';

const WORKERS = 3;
const POLLERS = 8;
const ASKS = 20;

let server: NodeProcess | undefined;
let crowd: Crowd | undefined;
afterEach(async () => {
  crowd?.close();
  await server?.kill();
});

const childrenOf = async ({ pid }: NodeProcess): Promise<number[]> => {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
};

/** Who takes the next connection: an id of Engine.IO begins with its worker. */
const workerOf = async (url: string): Promise<string> => {
  const address = `${url}/socket.io/?EIO=4&transport=polling`;
  const text = await (await fetch(address, { headers: { connection: 'close' } })).text();
  return /"sid":"(\d+)-/.exec(text)?.[1] ?? '';
};

const lineOver = async (person: Person, transports: string[]): Promise<Line> => {
  const socket: Socket = io(person.url, {
    auth: { token: person.token },
    transports,
    forceNew: true,
    reconnection: false,
  });
  const line = new Line(socket);
  await line.next('ready');
  return line;
};

it('WORKERS=3: three nodes behind one port, polling included; a worker that dies is replaced and nothing is lost', {
  timeout: 120_000,
}, async () => {
  server = await NodeProcess.start({ ...processEnv(), WORKERS: String(WORKERS) });
  const node = server;
  // The first of them answers before the others have begun.
  const answering = new Set<string>();
  await until(async () => answering.add(await workerOf(node.url)).size === WORKERS, { what: 'all workers' });
  expect(await childrenOf(node)).toHaveLength(WORKERS);
  const [amy, ben] = await registerAll(node.url, 'amy', 'ben');
  const { id: room_id } = await createRoom(amy, { member_ids: [ben.id] });

  // Each polls by many requests, over whichever connection: they must all find their session.
  const polling = await Promise.all(Array.from({ length: POLLERS }, () => lineOver(ben, ['polling'])));
  const upgraded = await Promise.all(
    Array.from({ length: POLLERS }, () => lineOver(ben, ['polling', 'websocket'])),
  );
  const amys = await lineOver(amy, ['websocket']);
  for (let n = 1; n <= 5; n += 1)
    expect(await amys.ask('send_message', { room_id, content: `${n}` })).toMatchObject({ ok: true });
  for (const line of [...polling, ...upgraded]) {
    await line.next('new_message', ({ content }) => content === '5');
    expect(line.all('new_message').map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(await line.ask('typing_start', { room_id })).toEqual({ ok: true });
  }
  await until(() => upgraded.every(({ socket }) => socket.io.engine.transport.name === 'websocket'));
  // Each is a POST that is handed on, while others take the processor from who hands it on.
  const asks = async (line: Line): Promise<void> => {
    for (let n = 0; n < ASKS; n += 1)
      expect(await line.ask('typing_start', { room_id })).toEqual({ ok: true });
  };
  await Promise.all([...polling, ...upgraded].map(asks));
  const workers = new Set([...polling, ...upgraded].map(({ socket }) => socket.io.engine.id?.split('-')[0]));
  expect(workers.size).toBe(WORKERS);
  for (let n = 0; n < 2 * WORKERS; n += 1) {
    const figures = await (await fetch(`${node.url}/metrics`, { headers: { connection: 'close' } })).text();
    expect(figures).toMatch(new RegExp(`^parley_connected_sockets ${2 * POLLERS + 1}$`, 'm'));
    expect(figures).toMatch(/^parley_messages_committed_total 5$/m);
  }
  for (const line of [...polling, ...upgraded, amys]) line.close();

  crowd = await Crowd.gather({ size: 6, random: new Random(5), url: node.url, urlsOf: () => [node.url] });
  crowd.talk();
  await until(() => (crowd?.acknowledged ?? 0) > 20);
  const [victim] = await childrenOf(node);
  process.kill(victim as number, 'SIGKILL');
  await until(async () => {
    const children = await childrenOf(node);
    return children.length === WORKERS && !children.includes(victim as number);
  });
  const { acknowledged } = crowd;
  await until(() => (crowd?.acknowledged ?? 0) > acknowledged + 20);
  await crowd.check(await crowd.hush());
  crowd.close();

  const pids = await childrenOf(node);
  expect(await node.stop()).toBe(0);
  await until(() => pids.every((pid) => !isAlive(pid)));
});

it('what cannot begin is said once, in one sentence', async () => {
  const env = { ...processEnv(), WORKERS: '2' };
  server = await NodeProcess.start(env);
  const { port } = new URL(server.url);
  const second = await NodeProcess.attempt(env, Number(port));
  expect(second.code).toBe(1);
  expect(second.output).toContain(port);
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
