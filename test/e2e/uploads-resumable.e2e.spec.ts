import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Upload } from '../../src/contract/files.js';
import type { File } from '../../src/contract/message.js';
import type { Problem } from '../../src/contract/problem.js';
import { Storage } from '../../src/storage/storage.js';
import { FileIntake } from '../../src/uploads/file-intake.js';
import { FileSweeper } from '../../src/uploads/file-sweeper.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Clamd, startClamd } from '../support/clamd.js';
import { bytesAt, fetchFile, picture, tryUpload, upload } from '../support/files.js';
import { type Person, registerAll } from '../support/people.js';
import { refused, unknownId } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let other: TestApp;
let clamd: Clamd;
let amy: Person;
let ben: Person;

beforeAll(async () => {
  clamd = await startClamd('HARMFUL', 2_000_000);
  node = await startApp({ UPLOAD_MAX_SIZE: '30000000', UPLOAD_QUOTA: '60000000' });
  other = await startApp({ ...node.env, CLAMAV_ADDRESS: clamd.address, LOG_LEVEL: 'silent' });
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
});
afterAll(async () => {
  await other?.stop();
  await node?.stop();
  clamd?.close();
});

const begin = async (person: Person, file_size: number, file_name = 'large.bin'): Promise<Upload> => {
  const { status, body } = await person.api<{ upload: Upload }>('POST', '/uploads', { file_name, file_size });
  expect(status).toBe(201);
  return body.upload;
};

const put = async (
  person: Person,
  id: string,
  offset: number | string,
  bytes: Buffer | string,
  type = 'application/octet-stream',
) => {
  const response = await fetch(`${person.url}/api/uploads/${id}/parts?offset=${offset}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${person.token}`, 'content-type': type },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  return { status: response.status, body: (await response.json()) as { upload?: Upload } & Partial<Problem> };
};

const finish = (person: Person, id: string) => person.api<File>('POST', `/uploads/${id}/finish`);

describe('an upload in parts', () => {
  it('becomes one file, whichever node takes which part', async () => {
    const bytes = randomBytes(20_000_000);
    const { id, part_size } = await begin(amy, bytes.length);
    for (let offset = 0; offset < bytes.length; offset += part_size) {
      const there = offset === part_size ? amy.at(other.url) : amy;
      const { body } = await put(there, id, offset, bytes.subarray(offset, offset + part_size));
      expect(body.upload?.offset).toBe(Math.min(bytes.length, offset + part_size));
    }
    const { status, body } = await finish(amy, id);
    expect([status, body.id, body.file_size]).toEqual([201, id, bytes.length]);
    expect((await bytesAt(amy, body.url)).equals(bytes)).toBe(true);
    expect((await finish(amy, id)).body.id).toBe(id);
    expect(await readdir(join(node.env.DATA_DIR ?? '', 'storage', 'files', id))).toEqual(['original']);
    await amy.api('DELETE', `/files/${id}`);
  });

  it('of a picture is looked at like any other', async () => {
    const bytes = await picture(300, 200)
      .withExif({ IFD0: { Make: 'Camera' } })
      .jpeg()
      .toBuffer();
    const { id } = await begin(amy, bytes.length, 'photo.jpg');
    await put(amy, id, 0, bytes);
    const { body } = await finish(amy, id);
    expect(body).toMatchObject({ content_type: 'image/jpeg', width: 300, file_name: 'photo.jpg' });
    expect((await bytesAt(amy, body.url)).includes('Camera')).toBe(false);
  });

  it('goes on after the connection was lost, from what was whole', async () => {
    const bytes = randomBytes(3_000);
    const { id } = await begin(amy, bytes.length);
    await put(amy, id, 0, bytes.subarray(0, 1_000));
    const headers = {
      authorization: `Bearer ${amy.token}`,
      'content-type': 'application/octet-stream',
      'content-length': 2_000,
    };
    const broken = httpRequest(`${node.url}/api/uploads/${id}/parts?offset=1000`, { method: 'PUT', headers });
    broken.on('error', () => undefined);
    broken.write(bytes.subarray(1_000, 1_500), () => broken.destroy());
    await new Promise((resolve) => broken.once('close', resolve));
    const { body } = await amy.api<{ upload: Upload }>('GET', `/uploads/${id}`);
    expect(body.upload.offset).toBe(1_000);
    await put(amy, id, 1_000, bytes.subarray(1_000));
    expect((await bytesAt(amy, (await finish(amy, id)).body.url)).equals(bytes)).toBe(true);
  });

  it('takes each part once, also when it comes many times at once', async () => {
    const { id } = await begin(amy, 100);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => put(n % 2 ? amy : amy.at(other.url), id, 0, Buffer.alloc(50, n))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    // What was left out is not kept either: nobody would count it.
    expect(await readdir(join(node.env.DATA_DIR ?? '', 'storage', 'files', id, 'parts'))).toHaveLength(1);
    await put(amy, id, 50, Buffer.alloc(50, 9));
    const bytes = await bytesAt(amy, (await finish(amy, id)).body.url);
    expect(new Set(bytes.subarray(0, 50)).size).toBe(1);
    expect(bytes.length).toBe(100);
  });

  it('is one file for many who finish it at once', async () => {
    const bytes = randomBytes(3_000);
    const { id } = await begin(amy, bytes.length);
    await put(amy, id, 0, bytes);
    const answers = await Promise.all(Array.from({ length: 4 }, () => finish(amy, id)));
    const won = answers.filter(({ status }) => status === 201);
    expect(won.length).toBeGreaterThan(0);
    expect((await bytesAt(amy, won[0]?.body.url ?? null)).equals(bytes)).toBe(true);
  });

  it('is that file also for who comes to read its parts when another has taken them away', async () => {
    const bytes = randomBytes(3_000);
    const { id } = await begin(amy, bytes.length);
    await put(amy, id, 0, bytes);
    const storage = node.app.get(Storage);
    const read = storage.read.bind(storage);
    let first: Awaited<ReturnType<typeof finish>> | undefined;
    vi.spyOn(storage, 'read').mockImplementationOnce(async (...of) => {
      first = await finish(amy, id);
      return read(...of);
    });
    const second = await finish(amy, id);
    expect([first?.status, second.status]).toEqual([201, 201]);
    expect((await bytesAt(amy, second.body.url)).equals(bytes)).toBe(true);
  });

  it('that is cancelled while it is finished leaves nothing behind', async () => {
    const { id, file_name, file_size } = await begin(amy, 3);
    const left = () => readdir(join(node.env.DATA_DIR ?? '', 'storage', 'files', id)).catch(() => null);
    const path = join(node.env.DATA_DIR ?? '', 'incoming', 'late');
    await writeFile(path, 'abc');
    await amy.api('DELETE', `/uploads/${id}`);
    await node.app.get(FileSweeper).sweep();
    const late = node.app.get(FileIntake).accept({ id, file_name, file_size }, path);
    await expect(late).rejects.toMatchObject({ code: 'upload_not_found' });
    expect((await left()) ?? []).toEqual([]);
  });

  it('refuses what does not fit, and what is not the caller’s', async () => {
    const { id, part_size } = await begin(amy, 20_000_000);
    expect(await put(amy, id, 5, 'x')).toMatchObject({ status: 409, body: { code: 'upload_offset_wrong' } });
    expect(await put(amy, id, 'x', 'x')).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(await put(amy, id, 0, '')).toMatchObject({ status: 400, body: { code: 'form_malformed' } });
    expect(await put(amy, id, 0, 'x', 'text/plain')).toMatchObject({ status: 415 });
    expect(await put(amy, id, 0, Buffer.alloc(part_size + 1))).toMatchObject({
      status: 413,
      body: { code: 'file_too_large' },
    });
    expect(await put(ben, id, 0, 'x')).toMatchObject({ status: 404, body: { code: 'upload_not_found' } });
    await refused(finish(amy, id), 409, 'upload_incomplete');
    await refused(finish(ben, id), 404, 'upload_not_found');
    await refused(ben.api('GET', `/uploads/${id}`), 404, 'upload_not_found');
    await refused(ben.api('DELETE', `/uploads/${id}`), 404, 'upload_not_found');
    await refused(amy.api('GET', `/uploads/${unknownId}`), 404, 'upload_not_found');
    await refused(
      amy.api('POST', '/uploads', { file_name: 'a', file_size: 30_000_001 }),
      413,
      'file_too_large',
    );
    await refused(amy.api('POST', '/uploads', { file_name: 'a', file_size: 0 }), 400, 'validation_failed');
    // What it may become counts from the beginning.
    await begin(ben, 30_000_000);
    await begin(ben, 30_000_000);
    await refused(ben.api('POST', '/uploads', { file_name: 'a', file_size: 1 }), 413, 'quota_exceeded');
    // An upload on its way is no file that could be sent or shown.
    await refused(amy.api('GET', `/files/${id}/url`), 404, 'file_not_found');
    expect((await amy.api('DELETE', `/uploads/${id}`)).status).toBe(204);
    await refused(amy.api('GET', `/uploads/${id}`), 404, 'upload_not_found');
  });

  it('says what was wrong with a part while it comes, and takes the next request on that connection', async () => {
    const { id } = await begin(amy, 10);
    const tooLarge = { status: 413, body: { code: 'file_too_large' } };
    // Of a size that fits between the two: a client that cannot send all of it closes the connection by itself.
    for (let n = 0; n < 10; n += 1)
      expect(await put(amy, id, 0, Buffer.alloc(1_000_000))).toMatchObject(tooLarge);
    expect((await put(amy, id, 0, '0123456789')).body.upload?.offset).toBe(10);
    await amy.api('DELETE', `/uploads/${id}`);
  });

  it('that nobody finishes is gone after a day', async () => {
    const { id } = await begin(amy, 100);
    await put(amy, id, 0, 'half');
    const folder = join(node.env.DATA_DIR ?? '', 'storage', 'files');
    expect(await readdir(folder)).toContain(id);
    await node.app.get(FileSweeper).sweep(new Date(Date.now() + 25 * 3_600_000));
    await until(async () => !(await readdir(folder)).includes(id));
    await refused(amy.api('GET', `/uploads/${id}`), 404, 'upload_not_found');
  });
});

describe('a ClamAV daemon', () => {
  it('is shown every byte, and what it finds is refused and not kept', async () => {
    const there = amy.at(other.url);
    const before = clamd.seen;
    await upload(there, 'harmless');
    expect(clamd.seen - before).toBe('harmless'.length);
    const folder = join(node.env.DATA_DIR ?? '', 'storage', 'files');
    const kept = (await readdir(folder)).length;
    const found = await tryUpload(there, `${'x'.repeat(200_000)}HARMFUL`);
    expect(found).toMatchObject({ status: 422, body: { code: 'file_refused' } });
    expect(found.body.detail).toContain('Test.Virus');
    const { id } = await begin(there, 7);
    await put(there, id, 0, 'HARMFUL');
    await refused(finish(there, id), 422, 'file_refused');
    await there.api('DELETE', `/uploads/${id}`);
    await until(async () => (await readdir(folder)).length === kept);
    expect(await readdir(join(node.env.DATA_DIR ?? '', 'incoming'))).toEqual([]);
  });

  it('that cannot look at all of it, or does not answer, lets nothing in', async () => {
    const there = amy.at(other.url);
    expect(await tryUpload(there, Buffer.alloc(2_500_000, 1))).toMatchObject({ status: 503 });
    clamd.close();
    expect(await tryUpload(there, 'harmless')).toMatchObject({
      status: 503,
      body: { code: 'service_unavailable' },
    });
    expect((await fetchFile(other, '/health/live')).status).toBe(200);
  });
});
