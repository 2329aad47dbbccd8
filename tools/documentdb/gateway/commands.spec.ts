import type { Collection, Document, UpdateFilter } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDocumentDb, START_TIMEOUT_MS, type TestDocumentDb } from '../testing.js';

type Doc = Document & { _id?: number | string };
let server: TestDocumentDb;
let things: Collection<Doc>;
let count = 0;

beforeAll(async () => {
  server = await openDocumentDb();
}, START_TIMEOUT_MS);
afterAll(() => server?.close());
beforeEach(() => {
  count += 1;
  things = server.db.collection<Doc>(`things${count}`);
});

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ _id: from + i }));

describe('hello and the commands that need no database', () => {
  it('says that transactions are possible', async () => {
    const hello = await server.db.command({ hello: 1 });
    expect(hello).toMatchObject({
      isWritablePrimary: true,
      msg: 'isdbgrid',
      logicalSessionTimeoutMinutes: 30,
      maxBsonObjectSize: 16_777_216,
    });
  });

  it.each([
    { ping: 1 },
    { buildInfo: 1 },
    { getParameter: 1, featureCompatibilityVersion: 1 },
    { connectionStatus: 1 },
    { serverStatus: 1 },
  ])('answers %o', async (command) => expect((await server.db.admin().command(command)).ok).toBe(1));

  it('names an unknown command', async () => {
    const wrong = server.db.command({ makeCoffee: 1 });
    await expect(wrong).rejects.toMatchObject({
      code: 59,
      codeName: 'CommandNotFound',
      message: "no such command: 'makeCoffee'",
    });
  });

  it('accepts the options of the protocol everywhere', async () => {
    const options = { comment: 'why', maxTimeMS: 5000, writeConcern: { w: 'majority' as const, j: true } };
    await things.insertOne({ _id: 1 }, options);
    await things.updateOne({ _id: 1 }, { $set: { a: 1 } }, options);
    const read = {
      comment: 'why',
      maxTimeMS: 5000,
      readConcern: { level: 'majority' as const },
      readPreference: 'nearest' as const,
    };
    expect(await things.find({}, read).toArray()).toEqual([{ _id: 1, a: 1 }]);
    expect(await things.countDocuments({}, read)).toBe(1);
    await things.deleteOne({ _id: 1 }, options);
  });
});

describe('insert', () => {
  it('stores what comes before a duplicate in order, and nothing after it', async () => {
    await things.createIndex({ room: 1, key: 1 }, { unique: true });
    await things.insertOne({ _id: 0, room: 1, key: 'b' });
    const keys = ['a', 'a2', 'b', 'c', 'd'];
    const inserted = things.insertMany(keys.map((key, i) => ({ _id: i + 1, room: 1, key })));
    await expect(inserted).rejects.toMatchObject({
      code: 11000,
      result: { insertedCount: 2 },
      writeErrors: [
        {
          index: 2,
          code: 11000,
          errmsg: `E11000 duplicate key error collection: parley.things${count} index: room_1_key_1`,
        },
      ],
    });
    expect((await things.find().sort({ _id: 1 }).toArray()).map((doc) => doc._id)).toEqual([0, 1, 2]);
  });

  it('stores everything but the duplicates out of order', async () => {
    await things.insertMany([{ _id: 2 }, { _id: 4 }]);
    const inserted = things.insertMany(numbers(1, 6), { ordered: false });
    await expect(inserted).rejects.toMatchObject({
      code: 11000,
      result: { insertedCount: 3 },
      writeErrors: [{ index: 1 }, { index: 3 }],
    });
    expect(await things.countDocuments()).toBe(5);
  });

  it('keeps the order also far into a large batch', async () => {
    await things.insertOne({ _id: 3500 });
    await expect(things.insertMany(numbers(0, 4000))).rejects.toMatchObject({
      code: 11000,
      writeErrors: [{ index: 3500 }],
    });
    expect(await things.countDocuments({ _id: { $lt: 3500 } })).toBe(3500);
    expect(await things.countDocuments({ _id: { $gt: 3500 } })).toBe(0);
  });

  it('tells the keys of the index in the way', async () => {
    await things.createIndex({ email: 1 }, { unique: true });
    await things.insertOne({ email: 'a' });
    await expect(things.insertOne({ email: 'a' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { email: 1 },
    });
  });

  it('needs no reply when none is wanted', async () => {
    await things.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
    await expect.poll(() => things.countDocuments()).toBe(1);
  });

  it('creates a collection once when fifty begin it', async () => {
    await Promise.all(numbers(0, 50).map((doc) => things.insertOne(doc)));
    expect(await things.countDocuments()).toBe(50);
  });
});

describe('update, delete, findAndModify', () => {
  it('updates with operators, arrays and pipelines', async () => {
    await things.insertMany([
      {
        _id: 1,
        list: [1, 2, 3],
        rows: [
          { k: 'a', n: 0 },
          { k: 'b', n: 0 },
        ],
      },
      { _id: 2 },
    ]);
    await things.updateOne(
      { _id: 1 },
      { $inc: { 'rows.$[row].n': 5 } },
      { arrayFilters: [{ 'row.k': 'b' }] },
    );
    await things.updateOne(
      { _id: 1, list: 2 },
      { $set: { 'list.$': 20 }, $push: { tail: { $each: [1, 2, 3], $slice: -2 } as never } },
    );
    await things.updateMany({}, [{ $set: { size: { $size: { $ifNull: ['$list', []] } } } }]);
    expect(await things.findOne({ _id: 1 })).toEqual({
      _id: 1,
      list: [1, 20, 3],
      rows: [
        { k: 'a', n: 0 },
        { k: 'b', n: 5 },
      ],
      tail: [2, 3],
      size: 3,
    });
    expect(await things.deleteMany({ size: 0 })).toMatchObject({ deletedCount: 1 });
  });

  it('does a mixed bulk', async () => {
    const result = await things.bulkWrite([
      { insertOne: { document: { _id: 1 } } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { a: 1 } } } },
      { updateOne: { filter: { _id: 2 }, update: { $set: { a: 2 } }, upsert: true } },
      { deleteOne: { filter: { _id: 1 } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 });
  });

  it.each(['unique key', '_id'])('lets fifty upserts of one %s count each exactly once', async (kind) => {
    await things.createIndex(
      { key: 1 },
      { unique: true, partialFilterExpression: { key: { $exists: true } } },
    );
    const filter: Doc = kind === '_id' ? { _id: 'one' } : { key: 'one' };
    const seen = await Promise.all(
      numbers(0, 50).map(() =>
        things.findOneAndUpdate(filter, { $inc: { n: 1 } }, { upsert: true, returnDocument: 'after' }),
      ),
    );
    expect(seen.map((doc) => doc?.['n']).sort((a, b) => a - b)).toEqual(numbers(1, 51).map((doc) => doc._id));
    await Promise.all(
      numbers(0, 50).map(() => things.updateOne(filter, { $inc: { n: 1 } }, { upsert: true })),
    );
    expect(await things.find().project({ _id: 0, n: 1 }).toArray()).toEqual([{ n: 100 }]);
  });

  it('tells a duplicate out of findAndModify with the index name', async () => {
    await things.createIndex({ key: 1 }, { unique: true });
    await things.insertMany([{ key: 1 }, { key: 2 }]);
    const message = `E11000 duplicate key error collection: parley.things${count} index: key_1`;
    const changed = things.findOneAndUpdate({ key: 1 }, { $set: { key: 2 } });
    await expect(changed).rejects.toMatchObject({ code: 11000, message, keyPattern: { key: 1 } });
    await expect(things.updateOne({ key: 1 }, { $set: { key: 2 } })).rejects.toMatchObject({
      code: 11000,
      message,
    });
  });

  it.each([
    ['an unknown modifier', { $nonsense: { a: 1 } }, 9],
    ['a push to what is no array', { $push: { n: 1 } }, 2],
    ['a change of _id', { $set: { _id: 2 } }, 66],
  ])('refuses %s', async (_, update, code) => {
    await things.insertOne({ _id: 1, n: 1 });
    await expect(things.updateOne({ _id: 1 }, update as UpdateFilter<Doc>)).rejects.toMatchObject({ code });
  });
});
