import { randomUUID } from 'node:crypto';
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import type { Config } from '../config/config.js';
import { LocalStorage } from '../storage/local.storage.js';
import { clientFor, nameOf, statusOf } from '../storage/s3.client.js';
import { S3Storage } from '../storage/s3.storage.js';
import type { Storage } from '../storage/storage.js';
import { TempFiles } from '../storage/temp-files.js';
import { examine, type Finding, fail, ok, warn } from './finding.js';

const LITTLE = 5_000_000_000;
const TOO_LITTLE = 500_000_000;

/** Puts one object, reads it and removes it. */
export const checkStorage = async (config: Config): Promise<Finding[]> => {
  const { S3_BUCKET, DATA_DIR } = config.env;
  const disk = () =>
    examine('disk', 'set DATA_DIR to a folder that this account may write', () => diskOf(DATA_DIR));
  if (S3_BUCKET) {
    const advice = 'check S3_ENDPOINT, S3_BUCKET, S3_REGION and the keys, and what they may do';
    const storage = new S3Storage(config);
    const found = await examine('storage', advice, async () => {
      await bucketOf(config);
      return probe(storage, `S3, bucket ${S3_BUCKET}`);
    });
    storage.close();
    return [...found, ...(await disk())];
  }
  const advice = 'see that DATA_DIR may be written by this account';
  const folder = join(DATA_DIR, 'storage');
  const found = await examine('storage', advice, async () => {
    await mkdir(join(DATA_DIR, 'incoming'), { recursive: true });
    return probe(new LocalStorage(folder, new TempFiles(config)), `folder ${folder}`);
  });
  return [...found, ...(await disk())];
};

/** Says what S3 says, which the storage keeps from clients. */
const bucketOf = async ({ env }: Config): Promise<void> => {
  const client = clientFor(env, env.S3_ENDPOINT);
  try {
    await client.send(new HeadBucketCommand({ Bucket: env.S3_BUCKET }));
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) throw new Error('there is no such bucket (the first start makes it where it may)');
    throw new Error(`S3 says ${nameOf(error)}${status ? ` (${status})` : ''}`);
  } finally {
    client.destroy();
  }
};

const probe = async (storage: Storage, where: string): Promise<Finding> => {
  const prefix = `doctor/${randomUUID()}`;
  const sent = Buffer.from(prefix);
  try {
    await storage.put(`${prefix}/probe`, sent, 'text/plain');
    const read = await buffer(await storage.read(`${prefix}/probe`));
    if (!read.equals(sent)) throw new Error('what was read is not what was stored');
  } finally {
    await storage.removeBelow(prefix);
  }
  return ok('storage', `${where}: stored, read and removed one object`);
};

const diskOf = async (folder: string): Promise<Finding> => {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const text = `${(free / 1e9).toFixed(1)} GB free at ${folder}`;
  const advice = 'make room: uploads pass through it, and a full disk stops an embedded database';
  if (free < TOO_LITTLE) return fail('disk', text, advice);
  return free < LITTLE ? warn('disk', text, advice) : ok('disk', text);
};
