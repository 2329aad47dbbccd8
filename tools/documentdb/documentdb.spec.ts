import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installDocumentDb, startDocumentDb } from './index.mjs';
import { eventually, openSql, START_TIMEOUT_MS, temporaryFolder } from './testing.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const isRunning = (pid: number) =>
  existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

async function things(uri: string) {
  const client = await new MongoClient(uri).connect();
  return { collection: client.db().collection<{ _id: number }>('things'), close: () => client.close() };
}

/** A process that starts DocumentDB and is there to be killed. */
async function startElsewhere(
  dataDir: string,
): Promise<{ owner: ChildProcess; uri: string; pids: Record<'postgres' | 'gateway', number> }> {
  const index = fileURLToPath(new URL('index.mjs', import.meta.url));
  const code = `import { startDocumentDb } from ${JSON.stringify(index)};
    const server = await startDocumentDb({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(JSON.stringify({ uri: server.uri, pids: server.pids }));`;
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: owner.stdout }), 'line');
  return { owner, ...JSON.parse(line) };
}

describe('startDocumentDb', { timeout: START_TIMEOUT_MS }, () => {
  it('keeps what was stored over a stop and a start, and leaves nothing running', async () => {
    const first = await startDocumentDb({ dataDir: folder.path });
    const before = await things(first.uri);
    await before.collection.insertOne({ _id: 1 });
    await before.close();
    await first.stop();
    expect([isRunning(first.pids.postgres), isRunning(first.pids.gateway)]).toEqual([false, false]);

    const second = await startDocumentDb({ dataDir: folder.path, port: first.port });
    expect(second.port).toBe(first.port);
    const after = await things(second.uri);
    expect(await after.collection.countDocuments()).toBe(1);
    await after.close();
    await second.stop();
  });

  it('stops quickly also with clients and open transactions', async () => {
    const server = await startDocumentDb({ dataDir: folder.path });
    const client = await new MongoClient(server.uri).connect();
    const session = client.startSession();
    session.startTransaction();
    await client.db().collection('things').insertOne({}, { session });
    const began = Date.now();
    await server.stop();
    expect(Date.now() - began).toBeLessThan(3000);
    await client.close();
  });

  it('takes its parts with it when its process is killed, and finds everything acknowledged at the next start', async () => {
    const { owner, uri, pids } = await startElsewhere(folder.path);
    const { collection, close } = await things(uri);
    let acknowledged = 0;
    const writing = (async () => {
      for (let _id = 0; ; _id += 1) {
        await collection.insertOne({ _id });
        acknowledged += 1;
      }
    })().catch(() => {});
    await eventually(() => expect(acknowledged).toBeGreaterThan(100));
    owner.kill('SIGKILL');
    await writing;
    await close();
    // Started at once, while the old PostgreSQL may still be shutting down.
    const next = await startDocumentDb({ dataDir: folder.path });
    expect([isRunning(pids.postgres), isRunning(pids.gateway)]).toEqual([false, false]);
    const after = await things(next.uri);
    expect(await after.collection.countDocuments()).toBeGreaterThanOrEqual(acknowledged);
    await after.close();
    await next.stop();
  });

  it('starts after its postmaster was killed', async () => {
    const first = await startDocumentDb({ dataDir: folder.path });
    const before = await things(first.uri);
    await before.collection.insertOne({ _id: 1 });
    await before.close();
    process.kill(first.pids.postgres, 'SIGKILL');
    expect(await first.failed).toBe('PostgreSQL ended');
    await first.stop();
    const second = await startDocumentDb({ dataDir: folder.path });
    const after = await things(second.uri);
    expect(await after.collection.countDocuments()).toBe(1);
    await after.close();
    await second.stop();
  });

  it('ends what a killed postmaster left in the midst of a question', async () => {
    const first = await startDocumentDb({ dataDir: folder.path });
    const asker = await openSql(first.pgPort);
    const { rows } = await asker.query('SELECT pg_backend_pid() AS pid');
    const lost = asker.query('SELECT count(*) FROM generate_series(1, 1e11)').catch(({ message }) => message);
    const watcher = await openSql(first.pgPort);
    const asking = `SELECT state FROM pg_stat_activity WHERE pid = ${rows[0].pid}`;
    await eventually(async () => expect((await watcher.query(asking)).rows[0].state).toBe('active'));
    process.kill(first.pids.postgres, 'SIGKILL');
    await first.failed;
    await first.stop();
    expect(isRunning(rows[0].pid)).toBe(true);
    const second = await startDocumentDb({ dataDir: folder.path });
    expect(isRunning(rows[0].pid)).toBe(false);
    expect(await lost).toContain('terminated');
    await second.stop();
  });

  it('begins anew after an interrupted preparation', async () => {
    const { path } = folder;
    const code = `import { startDocumentDb } from ${JSON.stringify(fileURLToPath(new URL('index.mjs', import.meta.url)))};
      await startDocumentDb({ dataDir: ${JSON.stringify(path)} });`;
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'inherit' });
    await eventually(() => expect(existsSync(`${path}/server/pgdata.new`)).toBe(true));
    owner.kill('SIGKILL');
    const server = await startDocumentDb({ dataDir: path });
    const { collection, close } = await things(server.uri);
    await collection.insertOne({ _id: 1 });
    await close();
    await server.stop();
  });

  it('runs twice beside itself on different data', async () => {
    const another = temporaryFolder();
    const servers = await Promise.all([
      startDocumentDb({ dataDir: folder.path }),
      startDocumentDb({ dataDir: another.path }),
    ]);
    const clients = await Promise.all(servers.map((server) => things(server.uri)));
    await clients[0]?.collection.insertOne({ _id: 1 });
    expect(await clients[1]?.collection.countDocuments()).toBe(0);
    await Promise.all(clients.map((client) => client.close()));
    await Promise.all(servers.map((server) => server.stop()));
    another.remove();
  });

  it('says when its port is taken, and leaves nothing running', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await expect(startDocumentDb({ dataDir: folder.path, port })).rejects.toThrow(`port ${port}`);
    taken.close();
    const server = await startDocumentDb({ dataDir: folder.path });
    await server.stop();
  });
});

it('installs nothing a second time', async () => {
  const lines: string[] = [];
  const trees = await Promise.all([
    installDocumentDb({ log: (line: string) => lines.push(line) }),
    installDocumentDb(),
  ]);
  expect(trees[0]).toBe(trees[1]);
  expect(lines).toEqual([]);
});
