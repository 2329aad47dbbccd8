import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TempFiles } from '../../src/storage/temp-files.js';
import { FileSweeper } from '../../src/uploads/file-sweeper.js';
import { startApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { processEnv } from '../support/server-process.js';
import { until } from '../support/until.js';
import { NodeProcess } from './node-process.js';

const UPLOADS = 50;
const SIZE = 10_000_000;
const AT_ONCE_BOUND = 200_000_000;

let env: Record<string, string>;
let node: NodeProcess;
let amy: Person;

beforeEach(async () => {
  env = { ...processEnv(), DATA_DIR: await mkdtemp(join(tmpdir(), 'parley-uploads-')) };
  node = await NodeProcess.start(env);
  amy = await register(node.url, 'amy');
});
afterEach(async () => {
  await node?.kill();
  await rm(env['DATA_DIR'] as string, { recursive: true, force: true });
});

const incoming = (): Promise<string[]> => readdir(join(env['DATA_DIR'] as string, 'incoming'));

const boundary = 'x'.repeat(20);

/** On a connection of its own: one that was kept may be closed by the server in the moment in which it is used again. */
const openForm = (person: Person): ClientRequest => {
  const headers = {
    authorization: `Bearer ${person.token}`,
    'content-type': `multipart/form-data; boundary=${boundary}`,
  };
  const form = request(`${person.url}/api/upload`, { method: 'POST', headers, agent: false });
  form.write(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n`);
  return form;
};

/** A form of which the end is still to come. */
const beginUpload = (person: Person, bytes: Buffer): void => {
  const form = openForm(person).on('error', () => undefined);
  form.write(bytes);
};

const uploadAll = (person: Person, bytes: Buffer): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const form = openForm(person).on('error', reject);
    form.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    form.write(bytes);
    form.end(`\r\n--${boundary}--\r\n`);
  });

/** Every file below the folder of what is stored. */
const storedFiles = (): Promise<string[]> =>
  readdir(join(env['DATA_DIR'] as string, 'storage'), { recursive: true }).catch(() => []);

it('a server that is killed in the middle of an upload leaves nothing for ever', {
  timeout: 120_000,
}, async () => {
  beginUpload(amy, randomBytes(3_000_000));
  await until(async () => (await incoming()).length > 0, { what: 'the first bytes' });
  const { body } = await amy.api<{ upload: { id: string } }>('POST', '/uploads', {
    file_name: 'b',
    file_size: 10,
  });
  await fetch(`${node.url}/api/uploads/${body.upload.id}/parts?offset=0`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${amy.token}`, 'content-type': 'application/octet-stream' },
    body: 'part',
  });
  await node.kill();
  expect(await incoming()).toHaveLength(1);

  const next = await startApp(env);
  try {
    const files = next.app.get<Connection>(getConnectionToken()).collection('files');
    expect(await files.countDocuments()).toBe(2);
    const later = Date.now() + 25 * 3_600_000;
    await next.app.get(TempFiles).sweep(later);
    await next.app.get(FileSweeper).sweep(new Date(later));
    expect(await files.countDocuments()).toBe(0);
    expect(await incoming()).toEqual([]);
    expect((await storedFiles()).filter((name) => name.includes(body.upload.id))).toEqual([]);
  } finally {
    await next.stop();
  }
});

/** Asked again in a moment. */
const ignored = (): void => undefined;

const residentBytes = async (): Promise<number> => {
  const text = await (await fetch(`${node.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]);
};

it(`${UPLOADS} uploads of ${SIZE / 1_000_000} MB at once take no memory for their bytes`, {
  timeout: 300_000,
}, async () => {
  const bytes = randomBytes(SIZE);
  await uploadAll(amy, bytes.subarray(0, 1_000_000)); // What is loaded by the first upload is not a matter of the many.
  const before = await residentBytes();
  let peak = before;
  const watch = setInterval(() => {
    residentBytes().then((now) => {
      peak = Math.max(peak, now);
    }, ignored);
  }, 100);
  const answers = await Promise.all(Array.from({ length: UPLOADS }, () => uploadAll(amy, bytes)));
  clearInterval(watch);
  expect(answers).toEqual(Array.from({ length: UPLOADS }, () => 201));
  process.stdout.write(
    `memory: ${Math.round(before / 1e6)} MB before, ${Math.round(peak / 1e6)} MB at most\n`,
  );
  expect(peak - before).toBeLessThan(AT_ONCE_BOUND);
});
