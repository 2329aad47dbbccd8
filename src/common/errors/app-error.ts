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
