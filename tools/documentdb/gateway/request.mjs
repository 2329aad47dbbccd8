/**
 * What every command carries besides its own options, and the body that is left for PostgreSQL without it.
 */
import { MongoError } from './errors.mjs';
import {
  BsonError,
  bigintIn,
  documentIn,
  fieldsOf,
  numberIn,
  stringIn,
  truthIn,
  without,
} from './raw-bson.mjs';

/** @typedef {import('./raw-bson.mjs').Field} Field */

/** Options of the protocol, not of the command; some of the SQL functions refuse what they do not know. */
const PROTOCOL_OPTIONS = new Set([
  ...[
    'lsid',
    'txnNumber',
    'autocommit',
    'startTransaction',
    'readConcern',
    'writeConcern',
    'maxTimeMS',
    'comment',
  ],
  ...[
    'apiVersion',
    'apiStrict',
    'apiDeprecationErrors',
    'recoveryToken',
    'stmtId',
    'stmtIds',
    'mayBypassWriteBlocking',
  ],
]);

/** @param {string} name */
const isProtocolOption = (name) => name.startsWith('$') || PROTOCOL_OPTIONS.has(name);

export class CommandRequest {
  /** @param {import('./wire.mjs').Request} request */
  constructor({ body, sequences }) {
    this.sequences = sequences;
    this.original = body;
    this.fields = readFields(body);
    const first = this.fields.values().next().value;
    if (!first) throw new MongoError(59, 'a command without a name');
    this.name = first.name;
    /** The collection, for the commands that are about one. */
    this.target = stringIn(body, first);
    this.database = stringIn(body, this.fields.get('$db')) ?? 'test';
    this.maxTimeMS = numberIn(body, this.fields.get('maxTimeMS')) ?? 0;
    /** @type {string | undefined} */
    this.session = undefined;
    const lsid = documentIn(body, this.fields.get('lsid'));
    if (lsid) this.session = lsid.toString('latin1');
    this.inTransaction = this.fields.has('autocommit') && !truthIn(body, this.fields.get('autocommit'));
    this.startsTransaction = truthIn(body, this.fields.get('startTransaction'));
  }

  /** @returns {Buffer} the body with nothing but the command's own options */
  get body() {
    return without(this.original, this.fields, isProtocolOption);
  }

  /** @returns {import('./transactions.mjs').TransactionId} */
  get transactionId() {
    const number = bigintIn(this.original, this.fields.get('txnNumber'));
    if (this.session === undefined || number === undefined)
      throw new MongoError(72, 'a transaction needs lsid and txnNumber');
    return { session: this.session, number };
  }

  /** @param {string} name */
  string(name) {
    return stringIn(this.original, this.fields.get(name));
  }

  /** @param {string} name */
  bigint(name) {
    return bigintIn(this.original, this.fields.get(name));
  }

  /** @param {string} name */
  document(name) {
    return documentIn(this.original, this.fields.get(name));
  }
}

/** @param {Buffer} body @returns {Map<string, Field>} */
function readFields(body) {
  try {
    return fieldsOf(body);
  } catch (error) {
    if (error instanceof BsonError)
      throw new MongoError(22, `the command is not valid BSON: ${error.message}`);
    throw error;
  }
}
