import { randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';

/** More rows than this leave an index behind that is large for a new database. */
const FEW = 500;

/** How many apps of this process are on a database. */
const users = new Map<string, number>();
/** Databases with all collections and indexes that nobody is on: making one takes seconds, emptying it a tenth of that. */
const free: string[] = [];

/** Another database on the server that the tests were given. */
export const databaseUri = (name: string): string => {
  const uri = new URL(needed('MONGODB_URI'));
  uri.pathname = `/${name}`;
  return uri.href;
};

/** An empty database for an app. */
export const emptyDatabase = async (): Promise<string> => {
  const used = free.pop();
  if (used === undefined) return databaseUri(`parley_test_${randomBytes(6).toString('hex')}`);
  await empty(used);
  return used;
};

/** An app begins to use it; what it answers is called when the app has ended. */
export const useDatabase = (uri: string, isOurs: boolean): (() => void) => {
  users.set(uri, (users.get(uri) ?? 0) + 1);
  return () => {
    const left = (users.get(uri) as number) - 1;
    users.set(uri, left);
    if (left === 0 && isOurs) free.push(uri);
  };
};

const empty = async (uri: string): Promise<void> => {
  const client = new mongo.MongoClient(uri);
  try {
    const collections = await client.db().collections();
    await Promise.all(
      collections.map(async (collection) => {
        const { deletedCount } = await collection.deleteMany({});
        if (deletedCount > FEW) await collection.drop();
      }),
    );
  } finally {
    await client.close();
  }
};

export const needed = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`npm test\`, which starts what the tests need.`);
  return value;
};
