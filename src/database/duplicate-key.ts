const DUPLICATE_KEY = 11000;
const WRITE_CONFLICT = 112;

/** Whether a write failed because a unique index has the value already. */
export const isDuplicateKey = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;

/** Whether the database ended a write, or a transaction, that waited for another one. */
export const isWriteConflict = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === WRITE_CONFLICT;

/** The field whose unique index refused a write. Not every server sends `keyPattern`, every one names the index. */
export const takenField = (error: unknown): string | undefined =>
  isDuplicateKey(error) ? /index: (?:\S*\$)?(\w+)_1\b/.exec(error.message)?.[1] : undefined;
