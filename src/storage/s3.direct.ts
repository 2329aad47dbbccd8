import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  type Part,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { AppError } from '../common/errors/app-error.js';
import { asking } from './s3.client.js';
import { checked, type DirectUpload, type DirectUploads } from './storage.js';

/** Nobody is shown these bytes: their type is found when they are looked at. */
const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * Multipart uploads whose parts are put by the browser, also where there is only one: an address of a part is worth nothing
 * once the upload is complete, while one of an object could be used to change it until it expires.
 */
export class S3DirectUploads implements DirectUploads {
  /** The most that S3 takes. */
  readonly maxParts = 10_000;

  /** `outer` signs for the address that browsers know; what we ask ourselves takes the short way. */
  constructor(
    private readonly client: S3Client,
    private readonly outer: S3Client,
    private readonly bucket: string,
  ) {}

  begin(key: string): Promise<DirectUpload> {
    const target = { Bucket: this.bucket, Key: checked(key), ContentType: UNKNOWN_TYPE };
    return asking(async () => {
      const { UploadId = '' } = await this.client.send(new CreateMultipartUploadCommand(target));
      return { key, id: UploadId };
    });
  }

  sign(upload: DirectUpload, { number, size }: { number: number; size: number }, seconds: number) {
    const part = { ...this.target(upload), PartNumber: number, ContentLength: size };
    return getSignedUrl(this.outer, new UploadPartCommand(part), {
      expiresIn: seconds,
      // The bound of the size: S3 refuses what does not have exactly this length.
      signableHeaders: new Set(['host', 'content-length']),
    });
  }

  async parts(upload: DirectUpload): Promise<Map<number, number> | null> {
    const parts = await this.list(upload);
    return parts && new Map(parts.map(({ PartNumber = 0, Size = 0 }) => [PartNumber, Size]));
  }

  async complete(upload: DirectUpload): Promise<void> {
    const parts = await this.list(upload);
    if (!parts) return; // Somebody did it just now.
    const Parts = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
    const command = new CompleteMultipartUploadCommand({
      ...this.target(upload),
      MultipartUpload: { Parts },
    });
    await asking(() => this.client.send(command)).catch(unlessMissing);
  }

  private async list(upload: DirectUpload): Promise<Part[] | null> {
    const parts: Part[] = [];
    try {
      await asking(async () => {
        // By hand: Ceph names a next page also on the last one, and the pages of the library never end there.
        for (let PartNumberMarker: string | undefined, more = true; more; ) {
          const command = new ListPartsCommand({ ...this.target(upload), PartNumberMarker });
          const { Parts = [], IsTruncated, NextPartNumberMarker } = await this.client.send(command);
          parts.push(...Parts);
          PartNumberMarker = NextPartNumberMarker;
          more = IsTruncated === true;
        }
      });
    } catch (error) {
      unlessMissing(error);
      return null;
    }
    return parts;
  }

  private target({ key, id }: DirectUpload) {
    return { Bucket: this.bucket, Key: checked(key), UploadId: id };
  }
}

const unlessMissing = (error: unknown): void => {
  if (!(error instanceof AppError && error.code === 'file_not_found')) throw error;
};
