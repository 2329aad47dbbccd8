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
import type { Upload } from '../../src/contract/files.js';
import { FileSweeper } from '../../src/uploads/file-sweeper.js';
import { type S3, startS3 } from '../../tools/services/s3.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { bytesAt, fetchFile, picture, tryUpload, upload } from '../support/files.js';
import { type Person, register } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { until } from '../support/until.js';

const Bucket = 'parley-test';
let folder: string;
let s3: S3;
let client: S3Client;
let node: TestApp;
let amy: Person;
let room: string;

const settings = (secret = s3.secretAccessKey) => ({
  S3_ENDPOINT: s3.url,
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
