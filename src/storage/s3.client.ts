import { S3Client } from '@aws-sdk/client-s3';
import { Logger } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type { Environment } from '../config/config.schema.js';

export const clientFor = (env: Environment, endpoint: string | undefined): S3Client =>
  new S3Client({
    endpoint,
    region: env.S3_REGION,
    forcePathStyle: endpoint !== undefined,
    // Servers that are not Amazon's know no trailing checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(env.S3_ACCESS_KEY_ID &&
      env.S3_SECRET_ACCESS_KEY && {
        credentials: { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY },
      }),
  });

const log = new Logger('S3Storage');

/** What S3 cannot do now may be done later; what it says of itself stays in the log. */
export const asking = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (statusOf(error) === 404 && nameOf(error) !== 'NoSuchBucket') throw new AppError('file_not_found');
    log.error({ err: error });
    throw new AppError('service_unavailable');
  }
};

export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

export const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode;
