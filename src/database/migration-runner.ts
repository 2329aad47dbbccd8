import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection, mongo } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.js';
import type { Migration } from './migrations.js';

/** A node that died gives its lease up after this long; one that lives makes it longer in time. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
const POLL_MS = 500;
const LEASE = 'lease';

interface Row {
  _id: string;
  holder?: string;
  until?: Date;
  done_at?: Date;
}

interface Options {
  leaseMs?: number;
  log?: (line: string) => void;
}

/**
 * Runs what was not run yet, on one node at a time; the others wait until it is done. By the clocks of the nodes, which
 * agree within seconds: two that run at once all the same do what each migration bears.
 */
export const migrate = async (
  connection: Connection,
  migrations: readonly Migration[],
  work: () => Promise<void>,
  { leaseMs = LEASE_MS, log = () => undefined }: Options = {},
): Promise<void> => {
  if (!connection.db) throw new Error('not connected');
  const rows = connection.db.collection<Row>('migrations');
  const holder = randomUUID();
  const take = () => takeLease(rows, holder, leaseMs);
  while (!(await take())) await delay(Math.min(POLL_MS, leaseMs));
  const renewal = setInterval(() => void take().catch(() => undefined), Math.min(RENEW_MS, leaseMs / 3));
  try {
    await work();
    const ids = migrations.map(({ id }) => id);
    const done = new Set((await rows.find({ _id: { $in: ids } }).toArray()).map(({ _id }) => _id));
    for (const { id, run } of migrations) {
      if (done.has(id)) continue;
      log(`migration ${id} begins`);
      await run(connection);
      await rows.updateOne({ _id: id }, { $set: { done_at: new Date() } }, { upsert: true });
      log(`migration ${id} is done`);
    }
  } finally {
    clearInterval(renewal);
    await rows.deleteOne({ _id: LEASE, holder });
  }
};

const takeLease = async (
  leases: mongo.Collection<Row>,
  holder: string,
  leaseMs: number,
): Promise<boolean> => {
  const now = Date.now();
  const filter = { _id: LEASE, $or: [{ holder }, { until: { $lt: new Date(now) } }] };
  try {
    await leases.updateOne(filter, { $set: { holder, until: new Date(now + leaseMs) } }, { upsert: true });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false; // Somebody else has it.
    throw error;
  }
};
