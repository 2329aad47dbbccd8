import type { Collection, Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDocumentDb, START_TIMEOUT_MS, type TestDocumentDb } from '../testing.js';

type Doc = Document & { _id?: number | string };
let server: TestDocumentDb;
let messages: Collection<Doc>;

beforeAll(async () => {
  server = await openDocumentDb();
  messages = server.db.collection<Doc>('messages');
  await messages.createIndexes([
    { key: { conversation_id: 1, seq: 1 }, name: 'page', unique: true },
    {
      key: { conversation_id: 1, sender_id: 1, client_id: 1 },
      name: 'once',
      unique: true,
      partialFilterExpression: { client_id: { $exists: true } },
    },
    { key: { deleted_at: 1 }, name: 'deleted', partialFilterExpression: { deleted: true } },
    { key: { expires_at: 1 }, name: 'expiry', expireAfterSeconds: 0 },
    {
      key: { conversation_id: 1, text: 'text' },
      name: 'search',
      default_language: 'none',
      weights: { text: 2 },
    },
  ]);
  const rooms = Array.from({ length: 20 }, (_, room) => `room${room}`);
  await messages.insertMany(
    rooms.flatMap((conversation_id) =>
      Array.from({ length: 200 }, (_, seq) => ({
        conversation_id,
        seq,
        sender_id: seq % 5,
        text: `word${seq % 7} common`,
      })),
    ),
  );
}, START_TIMEOUT_MS);
afterAll(() => server?.close());

interface Plan {
  stage: string;
  plan: string[];
}
const planOf = async (query: { explain(): Promise<Document> }): Promise<Plan> =>
  (await query.explain())['queryPlanner'].winningPlan;

describe("the product's kinds of indexes", () => {
  it('are listed as they were asked for', async () => {
    const indexes = Object.fromEntries((await messages.indexes()).map((index) => [index.name, index]));
    expect(indexes['once']).toMatchObject({
      unique: true,
      partialFilterExpression: { client_id: { $exists: true } },
    });
    expect(indexes['deleted']).toMatchObject({ partialFilterExpression: { deleted: true } });
    expect(indexes['expiry']).toMatchObject({ expireAfterSeconds: 0 });
    expect(indexes['search']).toMatchObject({ default_language: 'none' });
  });

  it('keeps a compound key unique', async () => {
    await expect(messages.insertOne({ conversation_id: 'room1', seq: 7 })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { conversation_id: 1, seq: 1 },
    });
  });

  it('keeps a partial key unique only where it applies', async () => {
    const message = { conversation_id: 'partial', sender_id: 1 };
    await messages.insertMany([
      { ...message, seq: 1 },
      { ...message, seq: 2 },
    ]);
    await messages.insertOne({ ...message, seq: 3, client_id: 'a' });
    await expect(messages.insertOne({ ...message, seq: 4, client_id: 'a' })).rejects.toMatchObject({
      code: 11000,
      message: /index: once/,
    });
    await messages.insertOne({ ...message, sender_id: 2, seq: 4, client_id: 'a' });
    await messages.deleteMany({ conversation_id: 'partial' });
  });

  it.each([1, -1] as const)('serve a page in order %i', async (order) => {
    const page = () =>
      messages
        .find({ conversation_id: 'room3', seq: { $gt: 20, $lt: 180 } })
        .sort({ seq: order })
        .limit(50);
    expect((await page().toArray()).map((doc) => doc['seq'])).toEqual(
      Array.from({ length: 50 }, (_, i) => (order === 1 ? 21 + i : 179 - i)),
    );
    const { stage, plan } = await planOf(page());
    expect(stage).toBe('IXSCAN');
    expect(plan.join('\n')).toContain('indexName: page');
  });

  it('serve many ranges at once, and explain tells when none serves', async () => {
    const ranges = Array.from({ length: 20 }, (_, i) => ({ conversation_id: `room${i}`, seq: { $gt: 197 } }));
    expect((await messages.find({ $or: ranges }).toArray()).length).toBe(40);
    expect((await planOf(messages.find({ $or: ranges }))).stage).toBe('IXSCAN');
    await server.db.collection('plain').insertOne({ a: 1 });
    expect((await planOf(server.db.collection('plain').find({ a: 1 }))).stage).toBe('COLLSCAN');
    expect((await planOf(server.db.collection<Doc>('plain').find({ _id: 1 }))).stage).toBe('IXSCAN');
  });

  it('serve the partial filter', async () => {
    const query = { deleted: true, deleted_at: { $lt: new Date() } };
    expect((await planOf(messages.find(query))).plan.join('\n')).toContain('indexName: deleted');
  });

  it('search words within one conversation', async () => {
    const found = await messages
      .find({ conversation_id: 'room2', $text: { $search: '"word3" -absent' } })
      .project({ seq: 1, score: { $meta: 'textScore' } })
      .sort({ score: { $meta: 'textScore' } })
      .toArray();
    expect(found.map((doc) => doc['seq'] % 7)).toEqual(Array.from({ length: found.length }, () => 3));
    expect(found.length).toBe(29);
    expect(found[0]?.['score']).toBeGreaterThan(0);
  });

  it('let expired documents go', async () => {
    await messages.insertOne({ _id: 'old', conversation_id: 'ttl', seq: 1, expires_at: new Date(0) });
    await messages.insertOne({
      _id: 'new',
      conversation_id: 'ttl',
      seq: 2,
      expires_at: new Date(Date.now() + 3_600_000),
    });
    // What pg_cron does every minute.
    await server.sql('CALL documentdb_api_internal.delete_expired_rows()');
    expect((await messages.find({ conversation_id: 'ttl' }).toArray()).map((doc) => doc._id)).toEqual([
      'new',
    ]);
  });
});
