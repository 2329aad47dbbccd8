/**
 * What of an error goes into the log. Errors of the driver carry the documents that they were about, those of Redis the
 * command: message text, tokens, addresses. So only its name, its code, where it happened, and its message without values.
 */
export interface LoggedError {
  type: string;
  message: string;
  stack: string;
  code?: string | number;
  cause?: LoggedError;
}

const MAX_DEPTH = 3;

export const safeError = (error: unknown, depth = 0): LoggedError | string => {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: withoutValues(error.message),
    stack: framesOf(error),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(error.cause instanceof Error &&
      depth < MAX_DEPTH && { cause: safeError(error.cause, depth + 1) as LoggedError }),
  };
};

/** Of a duplicate key the value, of JSON and of BSON that could not be read the piece that was shown. */
export const withoutValues = (message: string): string =>
  message
    .replace(/dup key: .*/s, 'dup key')
    .replace(/Unexpected .* is not valid JSON/s, 'not valid JSON')
    .replace(/(Cast to \S+ failed) for value .*? \(type/s, '$1 (type');

const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
