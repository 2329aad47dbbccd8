import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Person, register } from '../support/people.js';
import { RetryingSender } from '../support/retrying-sender.js';
import { createRoom } from '../support/rooms.js';
import { processEnv } from '../support/server-process.js';
import { until } from '../support/until.js';
import { NodeProcess } from './node-process.js';
import { everything } from './recount.js';

const STOPS_WITHIN_MS = 8_000;

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

/** A process with its output, which ends with the test. */
const run = (args: string[], env: Record<string, string | undefined>) => {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const output = { out: '', error: '' };
  for (const [stream, name] of [
    [child.stdout, 'out'],
    [child.stderr, 'error'],
  ] as const) {
    stream?.on('data', (data) => {
      output[name] += data;
    });
  }
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, exit };
};

describe('SIGTERM under load', () => {
  it('says goodbye, loses nothing that was acknowledged and ends well', { timeout: 120_000 }, async () => {
    const node = await NodeProcess.start(processEnv());
    const people = await Promise.all(Array.from({ length: 10 }, (_, n) => register(node.url, `user${n}`)));
    const [owner, ...others] = people as [Person, ...Person[]];
    const { id: room_id } = await createRoom(owner, { member_ids: others.map(({ id }) => id) });
    const senders = people.map((person) => new RetryingSender(person));
    let over = false;
    // Each has five sends under way all the time.
    const load = senders.flatMap((sender, who) =>
      Array.from({ length: 5 }, async (_, lane) => {
        for (let n = 0; !over; n += 1) await sender.try(room_id, `${who}-${lane}-${n}`);
      }),
    );
    try {
      await until(() => senders.every(({ acknowledged }) => acknowledged.length > 5), { everyMs: 2 });
      const began = Date.now();
      const exit = node.stop();
      await until(() => senders.some(({ notices }) => notices.length > 0), { everyMs: 1, what: 'a goodbye' });
      const ready = await fetch(`${node.url}/health/ready`).then(
        ({ status }) => status,
        () => 'refused',
      );
      over = true;
      expect(await exit).toBe(0);
      expect(Date.now() - began).toBeLessThan(STOPS_WITHIN_MS);
      expect([503, 'refused']).toContain(ready);
      for (const { notices } of senders)
        expect(notices.slice(0, 2)).toEqual(['server_restarting', 'disconnect']);
      expect(node.output.join('')).toBe('');

      await node.start();
      await Promise.all(load);
      const stored = await everything(owner, room_id);
      expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, n) => n + 1));
      expect(new Set(stored.map(({ sender_id, client_id }) => `${sender_id} ${client_id}`)).size).toBe(
        stored.length,
      );
      const seqs = new Map(stored.map(({ id, seq }) => [id, seq]));
      const acknowledged = senders.flatMap((sender) => sender.acknowledged);
      expect(acknowledged.filter(({ id, seq }) => seqs.get(id) !== seq)).toEqual([]);
      expect(acknowledged.length).toBeGreaterThan(50);
    } finally {
      over = true;
      for (const sender of senders) sender.close();
      await node.kill();
    }
  });

  it('a second signal changes nothing', async () => {
    const node = await NodeProcess.start(processEnv());
    const both = [node.stop(), node.stop()];
    expect(await Promise.all(both)).toEqual([0, 0]);
  });
});

describe('a parent that goes away', () => {
  it('ends the server that it started', { timeout: 180_000 }, async () => {
    const { port, free } = await takePort();
    await free();
    const parent = run(
      ['-e', `const child = require('node:child_process').fork('dist/main.js'); console.log(child.pid)`],
      { ...processEnv(), PORT: String(port), HOST: '127.0.0.1' },
    );
    const health = () =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        ({ status }) => status,
        () => 'refused',
      );
    await until(async () => (await health()) === 200, { timeoutMs: 120_000, what: 'the server' });
    const pid = Number.parseInt(parent.output.out, 10);
    expect(isAlive(pid)).toBe(true);
    parent.child.kill('SIGKILL');
    await until(() => !isAlive(pid), { timeoutMs: STOPS_WITHIN_MS, what: 'the end of the server' });
    expect(await health()).toBe('refused');
  });
});

describe('a start that cannot be', () => {
  const refusedStart = async (env: Record<string, string | undefined>) => {
    const { output, exit } = run(['--enable-source-maps', 'dist/main.js'], {
      ...processEnv(),
      HOST: '127.0.0.1',
      ...env,
    });
    expect(await exit).toBe(1);
    expect(`${output.out}${output.error}`).not.toMatch(/^\s+at |"stack"|node:internal/m);
    return output.error.trim().split('\n');
  };

  it.each([
    ['no JWT_SECRET in production', { NODE_ENV: 'production', JWT_SECRET: undefined }, 'JWT_SECRET'],
    ['a short JWT_SECRET in production', { NODE_ENV: 'production', JWT_SECRET: 'short' }, 'JWT_SECRET'],
    ['no database', { MONGODB_URI: undefined }, 'MONGODB_URI'],
    ['a port that is none', { PORT: 'eighty' }, 'PORT'],
  ])('%s is named in one sentence', async (_name, env, setting) => {
    const lines = await refusedStart(env);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(setting);
  });

  it('a port that is in use is named in one sentence', async () => {
    const { port, free } = await takePort();
    try {
      const lines = await refusedStart({ PORT: String(port) });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(String(port));
    } finally {
      await free();
    }
  });
});

const takePort = async (): Promise<{ port: number; free: () => Promise<unknown> }> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return { port, free: () => once(server.close(), 'close') };
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
