import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Config } from '../../src/config/config.js';
import { signUploadPart, type Upload } from '../../src/contract/files.js';
import type { Problem } from '../../src/contract/problem.js';
import { FileSweeper } from '../../src/uploads/file-sweeper.js';
import { type S3, startS3 } from '../../tools/services/s3.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { bytesAt, fetchFile, picture, tryUpload, upload } from '../support/files.js';
import { type Person, register } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { until } from '../support/until.js';

const Bucket = 'parley-test';
/** Another site whose pages may talk to the server. */
const PAGES = 'https://chat.example';
let folder: string;
let s3: S3;
let client: S3Client;
let node: TestApp;
let amy: Person;
let room: string;

const settings = (secret = s3.secretAccessKey) => ({
  S3_ENDPOINT: s3.url,
  S3_BROWSER_ENDPOINT: s3.url,
  CORS_ORIGINS: PAGES,
  S3_BUCKET: Bucket,
  S3_ACCESS_KEY_ID: s3.accessKeyId,
  S3_SECRET_ACCESS_KEY: secret,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-s3-'));
  s3 = await startS3({ dataDir: folder });
  client = new S3Client({
    endpoint: s3.url,
    region: 'us-east-1',
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
  });
  node = await startApp(settings());
  amy = await register(node.url, 'amy');
  room = (await createRoom(amy)).id;
}, 300_000);
afterAll(async () => {
  await node?.stop();
  client?.destroy();
  await s3?.stop();
  await rm(folder, { recursive: true, force: true });
});

const keysBelow = async (Prefix: string): Promise<string[]> => {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
  return Contents.flatMap(({ Key }) => Key ?? []).sort();
};

describe('files in S3', () => {
  it('are stored and served from a bucket that was made for them, ranges included', async () => {
    const bytes = await picture(2000, 900).png().toBuffer();
    const file = await upload(amy, bytes, 'photo.png');
    expect(await keysBelow(`files/${file.id}/`)).toEqual(
      ['original', 'preview', 'thumbnail'].map((variant) => `files/${file.id}/${variant}`),
    );
    expect(await bytesAt(amy, file.url)).toEqual(bytes);
    const part = await fetchFile(amy, file.url, { headers: { range: 'bytes=10-19' } });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(10, 20)]);
    expect((await fetchFile(amy, file.thumbnail_url)).status).toBe(200);
    // Nothing of it stays on the way.
    expect(await readdir(join(node.env.DATA_DIR ?? '', 'incoming'))).toEqual([]);
  });

  it('go there in several parts when they are large, and come back whole', async () => {
    const bytes = randomBytes(20_000_001);
    const file = await upload(amy, bytes, 'large.bin');
    expect((await bytesAt(amy, file.url)).equals(bytes)).toBe(true);
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads).toEqual([]);
  });

  it('may be empty', async () => {
    expect((await bytesAt(amy, (await upload(amy, '', 'empty')).url)).length).toBe(0);
  });

  it('are gone from the bucket when their message is deleted', async () => {
    const file = await upload(amy, await picture(40, 40).png().toBuffer(), 'gone.png');
    const { body } = await amy.api<{ message: { id: string } }>('POST', `/rooms/${room}/messages`, {
      attachment_ids: [file.id],
    });
    expect(await keysBelow(`files/${file.id}/`)).toHaveLength(2);
    await amy.api('DELETE', `/messages/${body.message.id}`);
    await until(async () => (await keysBelow(`files/${file.id}/`)).length === 0);
    expect((await fetchFile(amy, file.url)).status).toBe(404);
  });

  it('leave nothing when an upload is given up, not even a part that S3 was still taking', async () => {
    const { body } = await amy.api<{ upload: Upload }>('POST', '/uploads', {
      file_name: 'a',
      file_size: 100,
    });
    const Key = `files/${body.upload.id}/original`;
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    await client.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: Buffer.alloc(100) }),
    );
    expect((await amy.api('DELETE', `/uploads/${body.upload.id}`)).status).toBe(204);
    await node.app.get(FileSweeper).sweep();
    await until(async () => {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
      return Uploads.length === 0;
    });
  });

  const beginDirect = async (file_size: number): Promise<Upload> => {
    const asked = { file_name: 'direct.bin', file_size, direct: true };
    const { body } = await amy.api<{ upload: Upload }>('POST', '/uploads', asked);
    expect(body.upload.direct).toBe(true);
    return body.upload;
  };

  const sign = (person: Person, id: string, offset: number) =>
    person.api<{ url: string; size: number } & Problem>('POST', `/uploads/${id}/parts/url`, { offset });

  const put = async (url: string, part: Buffer) =>
    (await fetch(url, { method: 'PUT', body: part as Uint8Array<ArrayBuffer> })).status;

  it('come straight from a browser, part by part, each of exactly its size, and are looked at like any other', async () => {
    const bytes = Buffer.concat([await picture(60, 40).png().toBuffer(), randomBytes(9_000_000)]);
    const { id, part_size } = await beginDirect(bytes.length);
    expect(part_size).toBe(8_000_000);
    expect((await sign(amy, id, 5)).body.code).toBe('upload_offset_wrong');
    expect((await sign(amy, id, 16_000_000)).body.code).toBe('upload_offset_wrong');

    const signed = (await sign(amy, id, 0)).body;
    expect(signUploadPart.output.parse(signed)).toEqual(signed);
    const { url, size } = signed;
    expect(await put(url, bytes.subarray(0, size + 1))).toBe(403);
    expect(await put(url, bytes.subarray(0, 5))).toBe(403);
    expect(await put(url.replace('partNumber=1', 'partNumber=2'), bytes.subarray(0, size))).toBe(403);
    expect((await fetch(url)).status).toBe(403);
    expect(await put(url, bytes.subarray(0, size))).toBe(200);
    expect((await amy.api<Problem>('POST', `/uploads/${id}/finish`)).body.code).toBe('upload_incomplete');
    const now = await amy.api<{ upload: Upload }>('GET', `/uploads/${id}`);
    expect(now.body.upload.offset).toBe(size);

    const last = (await sign(amy, id, size)).body;
    expect(last.size).toBe(bytes.length - size);
    expect(await put(last.url, bytes.subarray(size))).toBe(200);
    const { status, body } = await amy.api<{ url: string; content_type: string }>(
      'POST',
      `/uploads/${id}/finish`,
    );
    expect([status, body.content_type]).toEqual([201, 'image/png']);
    expect((await bytesAt(amy, body.url)).equals(bytes)).toBe(true);
    expect(await keysBelow(`files/${id}/parts`)).toEqual([]);
    // What was signed is worth nothing from then on.
    expect(await put(url, bytes.subarray(0, size))).toBe(404);
  });

  it('come so only from the pages of this server, and only as its uploader was told', async () => {
    const { id } = await beginDirect(10);
    const { url } = (await sign(amy, id, 0)).body;
    const mayPutFrom = async (origin: string) => {
      const headers = { origin, 'access-control-request-method': 'PUT' };
      const answer = await fetch(url, { method: 'OPTIONS', headers });
      return answer.headers.get('access-control-allow-origin');
    };
    const [own, named] = node.app.get(Config).webOrigins;
    expect(named).toBe(PAGES);
    expect([await mayPutFrom(own as string), await mayPutFrom(PAGES)]).toEqual([own, PAGES]);
    expect(await mayPutFrom('https://evil.example')).toBeNull();

    const ben = await register(node.url, 'ben');
    expect((await sign(ben, id, 0)).body.code).toBe('upload_not_found');
    const here = await fetch(`${amy.url}/api/uploads/${id}/parts?offset=0`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${amy.token}`, 'content-type': 'application/octet-stream' },
      body: 'ten bytes!',
    });
    expect([here.status, ((await here.json()) as Problem).code]).toEqual([400, 'validation_failed']);

    const ordinary = await amy.api<{ upload: Upload }>('POST', '/uploads', { file_name: 'a', file_size: 1 });
    expect(ordinary.body.upload.direct).toBe(false);
    expect((await sign(amy, ordinary.body.upload.id, 0)).body.code).toBe('validation_failed');
  });

  it('that were to come so are gone when they are given up, or not finished in a day', async () => {
    const ids = [(await beginDirect(10)).id, (await beginDirect(10)).id];
    const urls = await Promise.all(ids.map(async (id) => (await sign(amy, id, 0)).body.url));
    for (const url of urls) expect(await put(url, randomBytes(10))).toBe(200);
    expect((await amy.api('DELETE', `/uploads/${ids[0]}`)).status).toBe(204);
    await until(async () => (await put(urls[0] as string, randomBytes(10))) === 404);
    await node.app.get(FileSweeper).sweep(new Date(Date.now() + 25 * 3_600_000));
    expect(await put(urls[1] as string, randomBytes(10))).toBe(404);
    const { Uploads } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads ?? []).toEqual([]);
    for (const id of ids) expect((await sign(amy, id, 0)).body.code).toBe('upload_not_found');
  });

  it('cannot be stored with the wrong secret: the upload is refused for now, the chat goes on', async () => {
    const wrong = await startApp({ ...node.env, ...settings('wrong'), LOG_LEVEL: 'silent' });
    try {
      const there = amy.at(wrong.url);
      expect(await tryUpload(there, 'x')).toMatchObject({
        status: 503,
        body: { code: 'service_unavailable' },
      });
      expect((await there.api('POST', `/rooms/${room}/messages`, { content: 'still here' })).status).toBe(
        201,
      );
    } finally {
      await wrong.stop();
    }
  });
});
