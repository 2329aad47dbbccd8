/**
 * Errors as MongoDB's clients know them, and the way from PostgreSQL's to them.
 */

/**
 * SQLSTATE, MongoDB's code, its name. DocumentDB has a state for each of MongoDB's errors; those that a program can
 * meaningfully act upon stand here, and the rest is an InternalError that keeps its message.
 *
 * @type {[sqlstate: string, code: number, name: string][]}
 */
const KNOWN = [
  ['', 1, 'InternalError'],
  ['M0001', 2, 'BadValue'],
  ['M0003', 9, 'FailedToParse'],
  ['M0004', 14, 'TypeMismatch'],
  ['M0005', 15, 'Overflow'],
  ['M0006', 20, 'IllegalOperation'],
  ['M0008', 26, 'NamespaceNotFound'],
  ['M0009', 27, 'IndexNotFound'],
  ['M000A', 28, 'PathNotViable'],
  ['M000D', 40, 'ConflictingUpdateOperators'],
  ['M000E', 43, 'CursorNotFound'],
  ['M000F', 48, 'NamespaceExists'],
  ['M00EX', 50, 'MaxTimeMSExpired'],
  ['57014', 50, 'MaxTimeMSExpired'],
  ['M000G', 52, 'DollarPrefixedFieldName'],
  ['M000J', 56, 'EmptyFieldName'],
  ['M000K', 57, 'DottedFieldName'],
  ['', 59, 'CommandNotFound'],
  ['M000M', 66, 'ImmutableField'],
  ['M000N', 67, 'CannotCreateIndex'],
  ['M000O', 68, 'IndexAlreadyExists'],
  ['M000P', 72, 'InvalidOptions'],
  ['M000Q', 73, 'InvalidNamespace'],
  ['M000R', 85, 'IndexOptionsConflict'],
  ['M000S', 86, 'IndexKeySpecsConflict'],
  ['M00F1', 112, 'WriteConflict'],
  ['40001', 112, 'WriteConflict'],
  ['40P01', 112, 'WriteConflict'],
  // A row lock not had in time in a transaction: MongoDB reports such a conflict instead of waiting.
  ['55P03', 112, 'WriteConflict'],
  ['M000U', 115, 'CommandNotSupported'],
  ['M00CO', 121, 'DocumentValidationFailure'],
  ['M000W', 146, 'ExceededMemoryLimit'],
  ['M0010', 167, 'OptionNotSupportedOnView'],
  ['M0012', 197, 'InvalidIndexSpecificationOption'],
  ['M0015', 241, 'ConversionFailure'],
  ['', 251, 'NoSuchTransaction'],
  ['M0016', 263, 'OperationNotSupportedInTransaction'],
  ['M0018', 291, 'NoQueryExecutionPlans'],
  ['M001B', 10334, 'BSONObjectTooLarge'],
  ['M001C', 11000, 'DuplicateKey'],
  ['23505', 11000, 'DuplicateKey'],
  ['23P01', 11000, 'DuplicateKey'],
  ['', 11600, 'InterruptedAtShutdown'],
  ['53100', 14031, 'OutOfDiskSpace'],
  ['M003A', 17419, 'Location17419'],
  ['M003B', 17420, 'Location17420'],
  ['M007U', 40324, 'Location40324'],
];
const BY_SQLSTATE = new Map(KNOWN.map(([state, code]) => [state, code]));
const NAMES = new Map(KNOWN.map(([, code, name]) => [code, name]));

/** The server ends or restarts; what the statement did is not known. */
const LOST_CONNECTION = /^(08...|57P0[1-5])$/;
const LOST_SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTCONN']);

/** A transaction that met one of these may be tried again as a whole. */
const TRANSIENT_IN_TRANSACTION = new Set([112, 251, 11600]);

export class MongoError extends Error {
  /**
   * @param {number} code
   * @param {string} message
   * @param {{ sqlstate?: string, extra?: Record<string, unknown> }} [more]
   */
  constructor(code, message, { sqlstate, extra } = {}) {
    super(message);
    this.code = code;
    this.sqlstate = sqlstate;
    this.extra = extra;
  }
}

/** @param {number} code */
export function codeName(code) {
  return NAMES.get(code) ?? `Location${code}`;
}

/**
 * @param {unknown} error
 * @returns {MongoError}
 */
export function toMongoError(error) {
  if (error instanceof MongoError) return error;
  if (!(error instanceof Error)) return new MongoError(1, String(error));
  const sqlstate = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (isLostConnection(error)) {
    return new MongoError(11600, `the database is not reachable at the moment: ${error.message}`, {
      sqlstate,
    });
  }
  return fromSqlState(sqlstate, error.message);
}

/** @param {Error} error */
export function isLostConnection(error) {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (LOST_CONNECTION.test(code) || LOST_SOCKET.has(code)) return true;
  // pg has no code for these.
  return (
    code === '' &&
    /^Connection terminated|not queryable|connection error|Client was closed/i.test(error.message)
  );
}

/**
 * @param {string | number} sqlstate also as the number that stands in writeErrors
 * @param {string} message
 * @returns {MongoError}
 */
export function fromSqlState(sqlstate, message) {
  const state = typeof sqlstate === 'number' ? unpackSqlState(sqlstate) : sqlstate;
  const code = (state && BY_SQLSTATE.get(state)) || 1;
  return new MongoError(code, code === 11000 ? `E11000 duplicate key error: ${message}` : message, {
    sqlstate: state,
  });
}

/**
 * Inside writeErrors DocumentDB writes an SQLSTATE as a number, six bits a character, the first one lowest.
 *
 * @param {number} packed
 */
export function unpackSqlState(packed) {
  let state = '';
  for (let shift = 0; shift < 30; shift += 6) state += String.fromCharCode(((packed >> shift) & 0x3f) + 48);
  return state;
}

/**
 * @param {MongoError} error
 * @param {{ inTransaction?: boolean }} [context]
 * @returns {Record<string, unknown>} the reply's document
 */
export function errorReply(error, { inTransaction = false } = {}) {
  const labels =
    inTransaction && TRANSIENT_IN_TRANSACTION.has(error.code) ? ['TransientTransactionError'] : [];
  return {
    ok: 0,
    errmsg: error.message,
    code: error.code,
    codeName: codeName(error.code),
    ...error.extra,
    ...(labels.length > 0 ? { errorLabels: labels } : {}),
  };
}
