import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { deserialize, serialize } from 'bson';
import { type Collection, type Document, MongoClient, type MongoServerError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openDocumentDb, START_TIMEOUT_MS, type TestDocumentDb } from '../testing.js';
import { MAX_MESSAGE_BYTES, MessageReader } from './wire.mjs';

let server: TestDocumentDb;
let things: Collection<Document & { _id?: number | string }>;

beforeAll(async () => {
  server = await openDocumentDb();
  things = server.db.collection('things');
  await things.insertMany(Array.from({ length: 2000 }, (_, _id) => ({ _id, n: 0 })));
}, START_TIMEOUT_MS);
afterAll(() => server?.close());

/** Takes some ten seconds when nobody stops it. */
const SLOW = [{ $match: { $expr: { $gt: [{ $size: { $range: [0, { $add: [200_000, '$_id'] }] } }, 1] } } }];

function message(command: object, documents?: Uint8Array[]): Buffer {
  const parts: Uint8Array[] = [Buffer.alloc(4), Buffer.from([0]), serialize({ ...command, $db: 'parley' })];
  if (documents) {
    const content = Buffer.concat([Buffer.from('documents\0'), ...documents]);
    const head = Buffer.alloc(5);
    head[0] = 1;
    head.writeInt32LE(content.length + 4, 1);
    parts.push(head, content);
  }
  const payload = Buffer.concat(parts);
  const head = Buffer.alloc(16);
  head.writeInt32LE(16 + payload.length, 0);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, payload]);
}

async function rawConnection() {
  const socket: Socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  const reader = new MessageReader();
  const replies: Document[] = [];
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    for (const reply of reader.push(chunk)) replies.push(deserialize(reply.subarray(21)));
  });
  const reply = (n = 1) =>
    eventually(() => {
      expect(replies.length).toBe(n);
      return replies[n - 1];
    });
  return { socket, reply };
}

async function activity(condition: string): Promise<number> {
  const text = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND ${condition}`;
  return Number((await server.sql(text))[0]?.['n']);
}

describe('the wire', () => {
  it('takes a message byte by byte', async () => {
    const { socket, reply } = await rawConnection();
    socket.setNoDelay(true);
    for (const byte of message({ count: 'things' })) {
      if (!socket.write(Buffer.from([byte]))) await once(socket, 'drain');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await reply()).toMatchObject({ n: 2000, ok: 1 });
    socket.destroy();
  });

  it('answers several messages of one packet in their order', async () => {
    const { socket, reply } = await rawConnection();
    socket.write(
      Buffer.concat(
        Array.from({ length: 50 }, (_, i) =>
          message(i === 49 ? { nonsense: 1 } : { find: 'things', filter: { _id: i } }),
        ),
      ),
    );
    expect((await reply(50))?.['code']).toBe(59);
    socket.destroy();
  });

  it('closes a connection that does not speak the protocol, or sends too much', async () => {
    const tooLong = Buffer.alloc(16);
    tooLong.writeInt32LE(MAX_MESSAGE_BYTES + 1, 0);
    for (const bytes of [tooLong, Buffer.from('GET / HTTP/1.1\r\nHost: here\r\n\r\n')]) {
      const { socket } = await rawConnection();
      socket.write(bytes);
      await once(socket, 'close');
    }
    expect(await things.countDocuments()).toBe(2000);
  });

  it('stores and gives a document of 16 MB, and refuses a larger one clearly', async () => {
    const big = server.db.collection<Document & { _id?: number | string }>('big');
    const text = 'x'.repeat(16 * 1024 * 1024 - 100);
    await big.insertOne({ _id: 1, text });
    expect((await big.findOne({ _id: 1 }))?.['text'].length).toBe(text.length);
    await expect(big.updateOne({ _id: 1 }, { $set: { more: 'x'.repeat(1000) } })).rejects.toMatchObject({
      code: 17419,
      message: /larger than MaxDocumentSize/,
    });
    const { socket, reply } = await rawConnection();
    const size = 16 * 1024 * 1024 + 1000;
    socket.write(
      message({ insert: 'big' }, [
        serialize({ _id: 2, text: Buffer.alloc(size) }, { minInternalBufferSize: size + 100 } as never),
      ]),
    );
    const answer = await reply();
    expect(JSON.stringify(answer)).toMatch(/larger than|exceeds|too large/i);
    expect(await big.countDocuments()).toBe(1);
    socket.destroy();
  });
});

describe('a client that goes away', () => {
  it('in the middle of a command frees its PostgreSQL connection', async () => {
    const { socket } = await rawConnection();
    socket.write(message({ aggregate: 'things', pipeline: SLOW, cursor: {} }));
    await eventually(async () => expect(await activity(`state = 'active'`)).toBe(1));
    socket.destroy();
    await eventually(async () => expect(await activity(`state = 'active'`)).toBe(0));
  });

  it('in the middle of a transaction has it rolled back', async () => {
    const client = await new MongoClient(server.uri).connect();
    const session = client.startSession();
    session.startTransaction();
    await client
      .db('parley')
      .collection<Document & { _id?: number | string }>('things')
      .updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    // Cut, not closed: the driver would end the session by a command.
    const lsid = session.id;
    const { socket, reply } = await rawConnection();
    await session.abortTransaction();
    socket.write(
      message({
        update: 'things',
        updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }],
        lsid,
        txnNumber: 50,
        startTransaction: true,
        autocommit: false,
      } as never),
    );
    expect(await reply()).toMatchObject({ n: 1, ok: 1 });
    expect(await activity(`state = 'idle in transaction'`)).toBe(1);
    socket.destroy();
    await eventually(async () => expect(await activity(`state LIKE 'idle in transaction%'`)).toBe(0));
    expect(await things.findOne({ _id: 1 })).toMatchObject({ n: 0 });
    await client.close();
  });

  it('leaves no connection taken, however many do so', async () => {
    for (let round = 0; round < 3; round += 1) {
      const all = await Promise.all(Array.from({ length: 40 }, rawConnection));
      for (const { socket } of all)
        socket.write(message({ aggregate: 'things', pipeline: SLOW, cursor: {} }));
      await eventually(async () => expect(await activity(`state = 'active'`)).toBeGreaterThanOrEqual(15));
      for (const { socket } of all) socket.destroy();
      await eventually(async () => expect(await activity(`state = 'active'`)).toBe(0));
    }
    await Promise.all(Array.from({ length: 50 }, () => things.findOne({ _id: 1 })));
    expect(await activity('true')).toBeLessThanOrEqual(20);
  });
});

describe('PostgreSQL', () => {
  it('may stand still for five seconds', async () => {
    const rows = await server.sql(
      `SELECT pid FROM pg_stat_activity WHERE backend_type IN ('client backend', 'checkpointer', 'walwriter') AND pid <> pg_backend_pid()`,
    );
    const pids = rows.map((row) => Number(row['pid']));
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    const continued = new Promise<void>((resolve) => {
      setTimeout(() => {
        for (const pid of pids) process.kill(pid, 'SIGCONT');
        resolve();
      }, 5000);
    });
    const counts = await Promise.all(
      Array.from({ length: 50 }, (_, i) => things.updateOne({ _id: i + 100 }, { $inc: { n: 1 } })),
    );
    await continued;
    expect(counts.every((result) => result.modifiedCount === 1)).toBe(true);
  });

  it('may crash and recover, and no more than the commands under way fail', async () => {
    const session = server.client.startSession();
    session.startTransaction();
    await things.updateOne({ _id: 2 }, { $inc: { n: 1 } }, { session });
    const { socket, reply } = await rawConnection();
    socket.write(message({ aggregate: 'things', pipeline: SLOW, cursor: {} }));
    await eventually(async () => expect(await activity(`state = 'active'`)).toBe(1));
    const [row] = await server.sql(
      `SELECT pid FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    // One of its processes dies badly: the postmaster ends all others and recovers from the log.
    process.kill(Number(row?.['pid']), 'SIGKILL');
    const failure = eventually(async () => {
      const result = await things.findOne({ _id: 2 }, { session }).catch((error: unknown) => error);
      expect(result).toBeInstanceOf(Error);
      return result as MongoServerError;
    });
    expect((await failure).hasErrorLabel('TransientTransactionError')).toBe(true);
    await session.abortTransaction().catch(() => {});
    await session.endSession();
    expect(await reply()).toMatchObject({ ok: 0, code: 11600, codeName: 'InterruptedAtShutdown' });
    socket.destroy();
    await eventually(async () => expect(await things.countDocuments()).toBe(2000));
    expect(await things.findOne({ _id: 2 })).toMatchObject({ n: 0 });
    await things.updateOne({ _id: 2 }, { $inc: { n: 1 } });
  }, 60_000);
});
