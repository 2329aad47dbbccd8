import { AppError } from '../common/errors/app-error.js';
import type { Operation } from '../contract/operation.js';

const MAX_ISSUES = 20;

/** The validated input, or `validation_failed` with a line for each fault. Never echoes what was sent. */
export const validate = (operation: Operation, raw: unknown): unknown => {
  const result = operation.input.safeParse(raw ?? {});
  if (result.success) return result.data;
  const errors = result.error.issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  const [first] = errors;
  throw new AppError('validation_failed', { detail: `${first?.path || 'input'}: ${first?.message}`, errors });
};
