import type { Collection, Document } from 'mongodb';
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

describe('cursors', () => {
  beforeEach(() => things.insertMany(numbers(0, 3000).map((doc) => ({ ...doc, half: doc._id >> 1 }))));

  it('gives thousands of rows in pages, sorted, grouped or as they are', async () => {
    expect((await things.find().batchSize(100).toArray()).length).toBe(3000);
    const sorted = await things.find().sort({ half: -1, _id: 1 }).batchSize(70).toArray();
    expect(sorted.map((doc) => doc._id).slice(0, 4)).toEqual([2998, 2999, 2996, 2997]);
    expect(sorted.length).toBe(3000);
    const groups = await things
      .aggregate([{ $group: { _id: '$half', n: { $sum: 1 } } }], { batchSize: 50 })
      .toArray();
    expect([groups.length, groups.every((group) => group['n'] === 2)]).toEqual([1500, true]);
  });

  it('holds many open cursors without holding connections', async () => {
    const cursors = numbers(0, 60).map(() => things.find().sort({ half: 1 }).limit(300).batchSize(100));
    for (const cursor of cursors) expect(await cursor.next()).not.toBeNull();
    expect(await things.countDocuments()).toBe(3000);
    for (const cursor of cursors) expect((await cursor.toArray()).length).toBe(299);
  });

  it('forgets a killed cursor', async () => {
    const { cursor } = await server.db.command({ find: things.collectionName, batchSize: 1 });
    const killed = await server.db.command({ killCursors: things.collectionName, cursors: [cursor.id] });
    expect(killed).toMatchObject({ cursorsKilled: [cursor.id], ok: 1 });
    const more = server.db.command({ getMore: cursor.id, collection: things.collectionName });
    await expect(more).rejects.toMatchObject({ code: 43, codeName: 'CursorNotFound' });
  });

  it('counts, finds distinct values and stops at the limit', async () => {
    expect(await things.countDocuments({ _id: { $gte: 2990 } })).toBe(10);
    expect(await things.estimatedDocumentCount()).toBe(3000);
    expect((await things.distinct('half', { _id: { $lt: 6 } })).sort()).toEqual([0, 1, 2]);
    expect((await things.find().skip(10).limit(5).toArray()).map((doc) => doc._id)).toEqual([
      10, 11, 12, 13, 14,
    ]);
  });

  it('joins, facets and merges', async () => {
    const [joined] = await things
      .aggregate([
        { $match: { _id: 4 } },
        {
          $lookup: {
            from: things.collectionName,
            localField: 'half',
            foreignField: 'half',
            as: 'rows',
            pipeline: [{ $sort: { _id: 1 } }, { $limit: 1 }],
          },
        },
        { $facet: { rows: [{ $unwind: '$rows' }] } },
      ])
      .toArray();
    expect(joined?.['rows'][0].rows).toEqual({ _id: 4, half: 2 });
    await things
      .aggregate([{ $match: { _id: { $lt: 3 } } }, { $merge: { into: `${things.collectionName}m` } }])
      .toArray();
    expect(await server.db.collection(`${things.collectionName}m`).countDocuments()).toBe(3);
  });

  it('refuses an unknown operator', async () => {
    await expect(things.find({ a: { $nonsense: 1 } }).toArray()).rejects.toMatchObject({
      code: 2,
      codeName: 'BadValue',
    });
  });

  it('stops what takes longer than it may', async () => {
    const slow = [
      { $match: { $expr: { $gt: [{ $size: { $range: [0, { $add: [20_000, '$_id'] }] } }, 1] } } },
    ];
    await expect(things.aggregate(slow, { maxTimeMS: 30 }).toArray()).rejects.toMatchObject({
      code: 50,
      codeName: 'MaxTimeMSExpired',
    });
    expect(await things.countDocuments()).toBe(3000);
  });
});

describe('collections, indexes and databases', () => {
  it('creates, lists, changes, renames and drops', async () => {
    const db = server.client.db('catalog');
    await db.createCollection('one', { validator: { a: { $gt: 1 } } });
    await expect(db.collection('one').insertOne({ a: 1 })).rejects.toMatchObject({ code: 121 });
    await expect(db.createCollection('one')).rejects.toMatchObject({ code: 48, codeName: 'NamespaceExists' });
    await db.command({ collMod: 'one', validator: {} });
    await db.collection('one').insertOne({ a: 1 });
    await db.collection('one').rename('two');
    expect((await db.listCollections().toArray()).map((collection) => collection.name)).toEqual(['two']);
    expect(await db.stats()).toMatchObject({ collections: 1, ok: 1 });
    expect(await db.command({ collStats: 'two' })).toMatchObject({ ns: 'catalog.two', nindexes: 1 });
    expect((await db.admin().listDatabases()).databases.map((database) => database.name)).toContain(
      'catalog',
    );
    expect(await db.collection('two').drop()).toBe(true);
    await expect(db.command({ drop: 'two' })).rejects.toMatchObject({
      code: 26,
      codeName: 'NamespaceNotFound',
    });
    expect(await db.dropDatabase()).toBe(true);
  });

  it('creates an index once, and tells conflicts', async () => {
    await Promise.all(numbers(0, 10).map(() => things.createIndex({ a: 1 }, { unique: true })));
    expect((await things.indexes()).map((index) => index.name)).toEqual(['_id_', 'a_1']);
    await expect(things.createIndex({ b: 1 }, { name: 'a_1' })).rejects.toMatchObject({
      code: 86,
      codeName: 'IndexKeySpecsConflict',
    });
    await things.dropIndex('a_1');
    await expect(things.dropIndex('a_1')).rejects.toMatchObject({ code: 27, codeName: 'IndexNotFound' });
    expect((await things.indexes()).map((index) => index.name)).toEqual(['_id_']);
    await expect(server.db.collection('nowhere').indexes()).rejects.toMatchObject({ code: 26 });
  });

  it('does not create a unique index over duplicates', async () => {
    await things.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(things.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect((await things.indexes()).map((index) => index.name)).toEqual(['_id_']);
  });
});
