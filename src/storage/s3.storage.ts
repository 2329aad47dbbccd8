import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Logger } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { Slots } from '../common/slots.js';
import type { Environment } from '../config/config.schema.js';
import { type ByteRange, type Bytes, checked, Storage } from './storage.js';

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
  private readonly bucket: string;

  constructor(env: Environment) {
    super();
    this.bucket = env.S3_BUCKET ?? '';
    this.client = new S3Client({
      endpoint: env.S3_ENDPOINT,
      region: env.S3_REGION,
      forcePathStyle: env.S3_ENDPOINT !== undefined,
      // Servers that are not Amazon's know no trailing checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      ...(env.S3_ACCESS_KEY_ID &&
        env.S3_SECRET_ACCESS_KEY && {
          credentials: { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY },
        }),
    });
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
  }

  put(key: string, bytes: Bytes, contentType: string): Promise<void> {
    const target = { Bucket: this.bucket, Key: checked(key), ContentType: contentType };
    return this.slots.with(() =>
      this.asking(async () => {
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
    return this.asking(async () => {
      const Range = range && `bytes=${range.start}-${range.end}`;
      const { Body } = await this.client.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: checked(key), Range }),
      );
      return Body as Readable;
    });
  }

  removeBelow(prefix: string): Promise<void> {
    const where = { Bucket: this.bucket, Prefix: `${checked(prefix)}/` };
    return this.asking(async () => {
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

  close(): void {
    this.client.destroy();
  }

  /** What S3 cannot do now may be done later; what it says of itself stays in the log. */
  private async asking<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (statusOf(error) === 404 && nameOf(error) !== 'NoSuchBucket') throw new AppError('file_not_found');
      this.log.error({ err: error });
      throw new AppError('service_unavailable');
    }
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode;
