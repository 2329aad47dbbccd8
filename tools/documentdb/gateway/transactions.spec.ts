import type { ClientSession, Collection } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventually, openDocumentDb, START_TIMEOUT_MS, type TestDocumentDb } from '../testing.js';

interface Doc {
  _id?: number;
  key?: string;
  n?: number;
}

let server: TestDocumentDb;
let things: Collection<Doc>;
let session: ClientSession;
let other: ClientSession;
let count = 0;

beforeAll(async () => {
  server = await openDocumentDb();
}, START_TIMEOUT_MS);
afterAll(() => server?.close());

beforeEach(async () => {
  count += 1;
  things = server.db.collection<Doc>(`things${count}`);
  await things.createIndex({ key: 1 }, { unique: true });
  await things.insertOne({ _id: 1, key: 'one', n: 0 });
  session = server.client.startSession();
  other = server.client.startSession();
  return async () => {
    await session.endSession();
    await other.endSession();
  };
});

const transient = (error: unknown) =>
  (error as { hasErrorLabel(label: string): boolean }).hasErrorLabel('TransientTransactionError');

it('shows its writes to itself only, until it commits', async () => {
  session.startTransaction();
  await things.insertOne({ _id: 2, key: 'two' }, { session });
  const changed = await things.findOneAndUpdate(
    { _id: 1 },
    { $inc: { n: 1 } },
    { session, returnDocument: 'after' },
  );
  expect(changed?.n).toBe(1);
  expect(await things.countDocuments({}, { session })).toBe(2);
  expect(await things.countDocuments()).toBe(1);
  await session.commitTransaction();
  expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 1, key: 'one', n: 1 },
    { _id: 2, key: 'two' },
  ]);
});

it('commits again what was committed', async () => {
  session.startTransaction();
  await things.insertOne({ _id: 2, key: 'two' }, { session });
  await session.commitTransaction();
  await session.commitTransaction();
  expect(await things.countDocuments()).toBe(2);
});

it('leaves nothing when it is aborted', async () => {
  session.startTransaction();
  await things.insertOne({ _id: 2, key: 'two' }, { session });
  await session.abortTransaction();
  expect(await things.countDocuments()).toBe(1);
});

it('works on one snapshot', async () => {
  session.startTransaction();
  expect(await things.countDocuments({}, { session })).toBe(1);
  await things.insertOne({ _id: 2, key: 'two' });
  expect(await things.countDocuments({}, { session })).toBe(1);
  await session.commitTransaction();
});

it('creates a collection, and reads by cursor inside', async () => {
  const fresh = server.db.collection(`fresh${count}`);
  await session.withTransaction(async () => {
    await fresh.insertMany(
      Array.from({ length: 500 }, (_, n) => ({ n })),
      { session },
    );
    expect((await fresh.find({}, { session, batchSize: 50 }).sort({ n: -1 }).toArray()).length).toBe(500);
  });
  expect(await fresh.countDocuments()).toBe(500);
});

it('lets the first of two writers win, and tells the second to begin again', async () => {
  session.startTransaction();
  other.startTransaction();
  await things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
  await things.findOne({ _id: 1 }, { session: other });
  const second = things
    .updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: other })
    .catch((error: unknown) => error);
  await eventually(async () => expect(await blockedStatements()).toBe(1));
  await session.commitTransaction();
  const error = await second;
  expect(error).toMatchObject({ code: 112, codeName: 'WriteConflict' });
  expect(transient(error)).toBe(true);
  await expect(other.commitTransaction()).rejects.toMatchObject({ code: 251 });
  expect(await things.findOne({ _id: 1 })).toMatchObject({ n: 1 });
});

it('does not wait for ever for the other writer', async () => {
  session.startTransaction();
  other.startTransaction();
  await things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
  const error = await things
    .updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: other })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 112 });
  expect(transient(error)).toBe(true);
  await other.abortTransaction();
  await session.commitTransaction();
});

it('ends at a duplicate key, whichever command met it', async () => {
  const writes = [
    () => things.insertOne({ _id: 3, key: 'one' }, { session }),
    () => things.updateOne({ _id: 2 }, { $set: { key: 'one' } }, { session }),
    () => things.findOneAndUpdate({ _id: 2 }, { $set: { key: 'one' } }, { session }),
  ];
  for (const write of writes) {
    session.startTransaction();
    await things.insertOne({ _id: 2, key: 'two' }, { session });
    const error = await write().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 11000, keyPattern: { key: 1 } });
    expect(transient(error)).toBe(false);
    const after = await things
      .insertOne({ _id: 4, key: 'four' }, { session })
      .catch((reason: unknown) => reason);
    expect(after).toMatchObject({ code: 251, codeName: 'NoSuchTransaction' });
    expect(transient(after)).toBe(true);
    await session.abortTransaction();
    expect(await things.countDocuments()).toBe(1);
  }
});

it('gets a hot counter right under many at once', async () => {
  await Promise.all(
    Array.from({ length: 30 }, () =>
      server.client.withSession((own) =>
        own.withTransaction(() => things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: own })),
      ),
    ),
  );
  expect(await things.findOne({ _id: 1 })).toMatchObject({ n: 30 });
});

it('leaves room for single commands when many transactions are open', async () => {
  const sessions = Array.from({ length: 40 }, () => server.client.startSession());
  await Promise.all(
    sessions.map(async (own, i) => {
      own.startTransaction();
      await things.insertOne({ key: `many${i}` }, { session: own });
      await things.findOne({ _id: 1 });
      await own.commitTransaction();
      await own.endSession();
    }),
  );
  expect(await things.countDocuments()).toBe(41);
});

it('is over when its session ends', async () => {
  session.startTransaction();
  await things.insertOne({ _id: 2, key: 'two' }, { session });
  await session.endSession();
  await eventually(async () => expect(await openTransactions()).toBe(0));
  expect(await things.countDocuments()).toBe(1);
});

it('refuses a command for a transaction that never began', async () => {
  const { id: lsid } = session;
  const command = { find: things.collectionName, lsid, txnNumber: 99, autocommit: false };
  await expect(server.db.command(command as never)).rejects.toMatchObject({ code: 251 });
});

async function openTransactions() {
  const [row] = await server.sql(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'`,
  );
  return row?.['n'];
}

async function blockedStatements() {
  const [row] = await server.sql(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'`,
  );
  return row?.['n'];
}
