import { type Connection, createConnection } from 'mongoose';
import { examine, type Finding, fail, ok, warn } from './finding.js';

const OLDEST = 6;
const MAX_SKEW_MS = 1_000;
/** Nodes whose clocks differ by more do not work together, see docs/operating.md. */
const WORST_SKEW_MS = 5_000;
const PROBES = 'doctor_probes';
const WAIT_MS = 4_000;

/** Looks at a MongoDB: what it is, whether it keeps transactions, whether all indexes are there. */
export const checkDatabase = async (
  uri: string,
  declare: (connection: Connection) => void,
): Promise<Finding[]> => {
  const connection = createConnection(uri, {
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: WAIT_MS,
    writeConcern: { w: 'majority', journal: true },
  });
  connection.on('error', () => undefined); // Whoever waits for it is told.
  try {
    const reached = await examine('database', 'check MONGODB_URI, and that it is up', async () => {
      await connection.asPromise();
      return about(connection);
    });
    if (reached.some(({ state }) => state === 'fail')) return reached;
    declare(connection);
    const rest = await Promise.all([
      examine('database clock', 'run NTP on both machines', () => clockOf(connection)),
      examine('transactions', 'run MongoDB as a replica set, if only of one member (mongod --replSet)', () =>
        transactionOn(connection),
      ),
      examine('indexes', 'see whether the account may list indexes', () => indexesOf(connection)),
    ]);
    return [...reached, ...rest.flat()];
  } finally {
    await connection.destroy(true).catch(() => undefined);
  }
};

const admin = (connection: Connection) => {
  if (!connection.db) throw new Error('not connected');
  return connection.db.admin();
};

const about = async (connection: Connection): Promise<Finding> => {
  const { version } = (await admin(connection).command({ buildInfo: 1 })) as { version: string };
  const hello = (await admin(connection).command({ hello: 1 })) as { setName?: string; msg?: string };
  const kind = hello.setName ? `replica set ${hello.setName}` : hello.msg ? 'behind a router' : 'standalone';
  const text = `MongoDB ${version}, ${kind}`;
  if (Number.parseInt(version, 10) < OLDEST)
    return fail('database', text, `version ${OLDEST} or newer is needed`);
  return ok('database', text);
};

/** The database's clock is compared with the middle of the time that asking took. */
const clockOf = async (connection: Connection): Promise<Finding> => {
  const asked = Date.now();
  const { localTime } = (await admin(connection).command({ hello: 1 })) as { localTime: Date };
  return clock('database clock', localTime.getTime() - (asked + Date.now()) / 2);
};

export const clock = (name: string, skewMs: number): Finding => {
  const text = `${Math.abs(Math.round(skewMs))} ms ${skewMs < 0 ? 'behind' : 'ahead of'} this machine`;
  const advice = 'run NTP on both machines: nodes whose clocks differ by 5 s or more must not run together';
  if (Math.abs(skewMs) > WORST_SKEW_MS) return fail(name, text, advice);
  return Math.abs(skewMs) > MAX_SKEW_MS ? warn(name, text, advice) : ok(name, text);
};

/** Nothing of it stays: the transaction is taken back, and the collection of probes goes. */
const transactionOn = async (connection: Connection): Promise<Finding> => {
  const probes = connection.collection(PROBES);
  await connection.createCollection(PROBES).catch(() => undefined); // Left by a look that was cut off.
  try {
    const session = await connection.startSession();
    try {
      session.startTransaction();
      await probes.insertOne({ at: new Date() }, { session });
      await session.abortTransaction();
    } finally {
      await session.endSession();
    }
    const left = await probes.countDocuments();
    if (left > 0) throw new Error('what was taken back is there all the same');
    return ok('transactions', 'work');
  } finally {
    await probes.drop().catch(() => undefined);
  }
};

/** What the schemas name and the database lacks, and what it has and nobody named. */
const indexesOf = async (connection: Connection): Promise<Finding | Finding[]> => {
  const models = Object.values(connection.models);
  const there = new Set((await connection.listCollections()).map(({ name }) => name));
  const known = models.filter(({ collection }) => there.has(collection.name));
  if (known.length === 0)
    return warn('indexes', 'the database is empty', 'nothing: the first start makes it all');
  const findings: Finding[] = [];
  for (const model of models) {
    const { toCreate, toDrop } = await model.diffIndexes();
    const { name } = model.collection;
    for (const keys of toCreate) findings.push(missing(name, Object.keys(keys)));
    for (const index of toDrop) findings.push(foreign(name, index));
  }
  if (findings.length > 0) return findings;
  const count = models.reduce((sum, { schema }) => sum + schema.indexes().length, 0);
  return ok('indexes', `all ${count} in ${models.length} collections`);
};

const missing = (collection: string, keys: string[]): Finding =>
  fail('indexes', `${collection} lacks (${keys.join(', ')})`, 'start one node: it builds what is missing');

const foreign = (collection: string, index: string): Finding =>
  warn(
    'indexes',
    `${collection} has ${index}, which no schema names, or names otherwise`,
    'drop it unless it is yours: it costs on every write',
  );
