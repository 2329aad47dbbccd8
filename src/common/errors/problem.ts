import { HttpException } from '@nestjs/common';
import { type ErrorCode, errors } from '../../contract/errors.js';
import type { Problem } from '../../contract/problem.js';
import { AppError } from './app-error.js';

const codeOfStatus: Record<number, ErrorCode> = {
  400: 'malformed_json',
  404: 'not_found',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
};

/** What Express says of a path like `/rooms/%ff`, with the same 400 as for a body that is not JSON. */
const UNDECODABLE = 'Failed to decode param';

/** Errors of the database and of Redis that pass by themselves: ask again later. */
const passing =
  /^Mongo(Network|ServerSelection|PoolCleared|NotPrimary)|^(MaxRetriesPerRequest|ConnectionPool)/;

/** Whatever was thrown, as an AppError. Unknown errors lose their text: it may hold secrets. */
export const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  if (error instanceof HttpException && error.message.startsWith(UNDECODABLE))
    return new AppError('not_found');
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const code = status === undefined ? undefined : codeOfStatus[status];
  if (code !== undefined) return new AppError(code);
  if (isFull(error)) return new AppError('storage_full');
  if (error instanceof Error && passing.test(error.name)) return new AppError('service_unavailable');
  return new AppError('internal_error');
};

/** What a disk says that takes nothing more, or nothing more of this account. */
const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');

/** Body parsers throw errors that carry a `status`. */
const statusOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : undefined;

/** The problem object of a failure, the same for HTTP and for acknowledgements. */
export const toProblem = (error: AppError, requestId: string): Problem => {
  const { status, title } = errors[error.code];
  return {
    type: `/docs/problems#${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...(error.details.errors && { errors: error.details.errors }),
    ...(error.details.retry_after_ms !== undefined && { retry_after_ms: error.details.retry_after_ms }),
  };
};
