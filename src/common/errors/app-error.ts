import { type ErrorCode, errors } from '../../contract/errors.js';

interface Details {
  detail?: string;
  errors?: { path: string; message: string }[];
  retry_after_ms?: number;
}

/** The only error that a service throws on purpose. Its code decides status and title. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Details = {},
  ) {
    super(details.detail ?? errors[code].title);
    this.name = 'AppError';
  }
}

/** A field of the input that its schema lets through, and that cannot be taken as it is all the same. */
export const invalid = (path: string, message: string, detail = `${path}: ${message}`): AppError =>
  new AppError('validation_failed', { detail, errors: [{ path, message }] });
