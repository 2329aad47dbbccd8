import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Crowd } from '../faults/crowd.js';
import { NodeProcess } from '../faults/node-process.js';
import { tryUpload, upload } from '../support/files.js';
import { type Person, register } from '../support/people.js';
import { Random } from '../support/random.js';
import { processEnv } from '../support/server-process.js';
import { until } from '../support/until.js';

const DISK_MB = 4;
const FILE = Buffer.alloc(1_000_000, 'x');

let dataDir: string;
let env: Record<string, string>;
let node: NodeProcess;
let crowd: Crowd | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-disk-'));
  env = { ...processEnv(), DATA_DIR: dataDir };
  // A disk of its own, which only this process and those who look through it see, and which ends with it.
  const mount = `mount -t tmpfs -o size=${DISK_MB}m tmpfs ${dataDir} && exec "$0" "$@"`;
  node = await NodeProcess.start(env, { wrapper: ['unshare', '--mount', 'sh', '-c', mount] });
});
afterEach(async () => {
  crowd?.close();
  await node?.kill();
  await rm(dataDir, { recursive: true, force: true });
});

/** As the node sees it. */
const onDisk = (path: string): string => join(`/proc/${node.pid}/root`, dataDir, path);
const filesIn = async (folder: string): Promise<string[]> => {
  const found = await readdir(onDisk(folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((one) => one.isFile()).map(({ name }) => name);
};

const fill = async (): Promise<void> => {
  const full = await writeFile(onDisk('filler'), Buffer.alloc(DISK_MB * 1_100_000)).catch(
    ({ code }: NodeJS.ErrnoException) => code,
  );
  expect(full).toBe('ENOSPC');
};

const putPart = async (person: Person): Promise<{ status: number; code: string }> => {
  const made = await person.api<{ upload: { id: string } }>('POST', '/uploads', {
    file_name: 'big',
    file_size: FILE.length,
  });
  const { id } = made.body.upload;
  const response = await fetch(`${person.url}/api/uploads/${id}/parts?offset=0`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/octet-stream' },
    body: FILE,
  });
  const { code } = (await response.json()) as { code: string };
  await person.api('DELETE', `/uploads/${id}`);
  return { status: response.status, code };
};

it('a full disk refuses files, says why, leaves nothing of them, and stops nobody from talking', {
  timeout: 120_000,
}, async () => {
  crowd = await Crowd.gather({ size: 4, random: new Random(3), url: node.url, urlsOf: () => [node.url] });
  const amy = await register(node.url, 'amy');
  await upload(amy, FILE);
  const before = await filesIn('storage');
  crowd.talk();

  await fill();
  const refused = { status: 507, body: { code: 'storage_full' } };
  expect(await tryUpload(amy, FILE)).toMatchObject(refused);
  // The rest of the disk is taken too: not even a small one.
  expect(await tryUpload(amy, 'x'.repeat(10_000))).toMatchObject(refused);
  expect(await putPart(amy)).toEqual({ status: 507, code: 'storage_full' });
  expect(await filesIn('incoming')).toEqual([]);
  expect(await filesIn('storage')).toEqual(before);
  const database = new MongoClient(env['MONGODB_URI'] as string);
  const rows = database.db().collection('files');
  await until(async () => (await rows.countDocuments()) === 1, { what: 'only the first file is known' });
  await database.close();
  expect((await fetch(`${node.url}/health/ready`)).status).toBe(200);
  const { acknowledged } = crowd;
  await until(() => (crowd?.acknowledged ?? 0) > acknowledged + 10, { what: 'talk that goes on' });

  await rm(onDisk('filler'));
  await upload(amy, FILE); // By the same process.
  await crowd.check(await crowd.hush());
});
