import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketCorsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Logger } from '@nestjs/common';
import { Slots } from '../common/slots.js';
import type { Config } from '../config/config.js';
import { asking, clientFor, nameOf, statusOf } from './s3.client.js';
import { S3DirectUploads } from './s3.direct.js';
import { type ByteRange, type Bytes, checked, type DirectUploads, Storage } from './storage.js';

const PART_SIZE = 8_000_000;
/** The most parts that S3 takes. */
const MAX_PARTS = 10_000;
/** Puts at once: each of them holds a part in memory. */
const PUTS = 4;

/** Any server that speaks S3. */
export class S3Storage extends Storage {
  private readonly log = new Logger(S3Storage.name);
  private readonly slots = new Slots(PUTS);
  private readonly client: S3Client;
  private readonly outer: S3Client | undefined;
  override readonly direct: DirectUploads | null = null;
  private readonly bucket: string;
  private readonly origins: string[];

  constructor({ env, webOrigins }: Config) {
    super();
    this.origins = webOrigins;
    this.bucket = env.S3_BUCKET ?? '';
    this.client = clientFor(env, env.S3_ENDPOINT);
    const { S3_BROWSER_ENDPOINT: outside } = env;
    this.outer = outside ? clientFor(env, outside) : undefined;
    if (this.outer) this.direct = new S3DirectUploads(this.client, this.outer, this.bucket);
  }

  /** Makes the bucket where there is none and we may. An S3 that is away must not keep the chat from starting. */
  async prepare(): Promise<void> {
    const Bucket = this.bucket;
    try {
      await this.client.send(new HeadBucketCommand({ Bucket }));
    } catch (error) {
      if (statusOf(error) !== 404) return this.log.warn(`S3 cannot be used just now: ${nameOf(error)}`);
      await this.client
        .send(new CreateBucketCommand({ Bucket }))
        .catch((reason: unknown) => this.log.warn(`The bucket cannot be made: ${nameOf(reason)}`));
    }
    if (this.outer) await this.letBrowsersIn();
  }

  /** A bucket that says already who may ask it from a page says it still: what it says is the operator's. */
  private async letBrowsersIn(): Promise<void> {
    const Bucket = this.bucket;
    try {
      await this.client.send(new GetBucketCorsCommand({ Bucket }));
    } catch (error) {
      if (statusOf(error) !== 404)
        return this.log.warn(`CORS of the bucket cannot be read: ${nameOf(error)}`);
      const rule = {
        AllowedOrigins: this.origins,
        AllowedMethods: ['PUT'],
        AllowedHeaders: ['content-type'],
      };
      await this.client
        .send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }))
        .catch((reason: unknown) => this.log.warn(`CORS of the bucket cannot be set: ${nameOf(reason)}`));
    }
  }

  put(key: string, bytes: Bytes, contentType: string): Promise<void> {
    const target = { Bucket: this.bucket, Key: checked(key), ContentType: contentType };
    return this.slots.with(() =>
      asking(async () => {
        const size = Buffer.isBuffer(bytes) ? bytes.length : (await stat(bytes.path)).size;
        if (Buffer.isBuffer(bytes) || size <= PART_SIZE) {
          const Body = Buffer.isBuffer(bytes) ? bytes : await readFile(bytes.path);
          await this.client.send(new PutObjectCommand({ ...target, Body }));
          return;
        }
        const partSize = Math.max(PART_SIZE, Math.ceil(size / MAX_PARTS));
        const params = { ...target, Body: createReadStream(bytes.path) };
        await new Upload({ client: this.client, params, partSize, queueSize: 1 }).done();
      }),
    );
  }

  read(key: string, range?: ByteRange): Promise<Readable> {
    return asking(async () => {
      const Range = range && `bytes=${range.start}-${range.end}`;
      const { Body } = await this.client.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: checked(key), Range }),
      );
      return Body as Readable;
    });
  }

  removeBelow(prefix: string): Promise<void> {
    const where = { Bucket: this.bucket, Prefix: `${checked(prefix)}/` };
    return asking(async () => {
      for (let more = true; more; ) {
        const { Contents = [], IsTruncated } = await this.client.send(new ListObjectsV2Command(where));
        // One by one: to delete many at once takes a checksum that not every server accepts. They are few.
        for (const { Key } of Contents)
          await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key }));
        more = IsTruncated === true;
      }
      const { Uploads = [] } = await this.client.send(new ListMultipartUploadsCommand(where));
      for (const { Key, UploadId } of Uploads)
        await this.client.send(new AbortMultipartUploadCommand({ Bucket: this.bucket, Key, UploadId }));
    });
  }

  async *list(): AsyncGenerator<string> {
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket });
    for await (const { Contents = [] } of pages) for (const { Key } of Contents) if (Key) yield Key;
  }

  close(): void {
    this.client.destroy();
    this.outer?.destroy();
  }
}
