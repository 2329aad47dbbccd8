/**
 * Reads and cuts the top level of a BSON document without decoding it: most documents only pass through.
 */

/** @typedef {{ name: string, type: number, start: number, value: number, end: number }} Field places are offsets in the document */

const DOUBLE = 1;
const STRING = 2;
const BOOLEAN = 8;
const INT32 = 16;
const INT64 = 18;
const DOCUMENT = 3;

/** Size of the values that have a fixed one, by type. @type {Record<number, number>} */
const FIXED = { 1: 8, 6: 0, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8, 19: 16, 127: 0, 255: 0 };

export class BsonError extends Error {}

/**
 * @param {Buffer} doc
 * @returns {Map<string, Field>} in the document's order
 */
export function fieldsOf(doc) {
  if (doc.length < 5 || doc.readInt32LE(0) !== doc.length || doc[doc.length - 1] !== 0)
    throw new BsonError('not a BSON document');
  const fields = new Map();
  let at = 4;
  while (at < doc.length - 1) {
    const nameEnd = doc.indexOf(0, at + 1);
    const type = /** @type {number} */ (doc[at]);
    const value = nameEnd + 1;
    const end = value + sizeOf(doc, type, value);
    if (nameEnd < 0 || end > doc.length - 1) throw new BsonError('a BSON field does not fit its document');
    const name = doc.toString('utf8', at + 1, nameEnd);
    fields.set(name, { name, type, start: at, value, end });
    at = end;
  }
  return fields;
}

/** @param {Buffer} doc @param {number} type @param {number} at */
function sizeOf(doc, type, at) {
  const fixed = FIXED[type];
  if (fixed !== undefined) return fixed;
  // Regular expression: two C strings.
  if (type === 11) return endOfString(doc, endOfString(doc, at)) - at;
  if (at + 4 > doc.length) throw new BsonError('a BSON field does not fit its document');
  const size = doc.readInt32LE(at);
  if (size < 0) throw new BsonError('a BSON field of negative size');
  switch (type) {
    case 2: // string
    case 13: // code
    case 14: // symbol
      return 4 + size;
    case 3: // document
    case 4: // array
    case 15: // code with scope
      return Math.max(size, 5);
    case 5: // binary
      return 5 + size;
    case 12: // pointer
      return 4 + size + 12;
    default:
      throw new BsonError(`an unknown BSON type ${type}`);
  }
}

/** @param {Buffer} doc @param {number} at */
function endOfString(doc, at) {
  const zero = doc.indexOf(0, at);
  if (zero < 0) throw new BsonError('a BSON string without an end');
  return zero + 1;
}

/**
 * @param {Buffer} doc
 * @param {Map<string, Field>} fields
 * @param {(name: string) => boolean} unwanted
 * @returns {Buffer} the document without the unwanted fields; the same buffer when it has none
 */
export function without(doc, fields, unwanted) {
  const kept = [];
  let removed = 0;
  for (const field of fields.values()) {
    if (unwanted(field.name)) removed += field.end - field.start;
    else kept.push(doc.subarray(field.start, field.end));
  }
  if (removed === 0) return doc;
  const head = Buffer.alloc(4);
  head.writeInt32LE(doc.length - removed, 0);
  return Buffer.concat([head, ...kept, doc.subarray(doc.length - 1)]);
}

/** @param {Buffer} doc @param {Field | undefined} field @returns {number | undefined} */
export function numberIn(doc, field) {
  if (field?.type === INT32) return doc.readInt32LE(field.value);
  if (field?.type === DOUBLE) return doc.readDoubleLE(field.value);
  if (field?.type === INT64) return Number(doc.readBigInt64LE(field.value));
  return undefined;
}

/** @param {Buffer} doc @param {Field | undefined} field @returns {bigint | undefined} */
export function bigintIn(doc, field) {
  if (field?.type === INT64) return doc.readBigInt64LE(field.value);
  const number = numberIn(doc, field);
  return number === undefined ? undefined : BigInt(Math.trunc(number));
}

/** @param {Buffer} doc @param {Field | undefined} field @returns {string | undefined} */
export function stringIn(doc, field) {
  return field?.type === STRING ? doc.toString('utf8', field.value + 4, field.end - 1) : undefined;
}

/** @param {Buffer} doc @param {Field | undefined} field @returns {boolean} as MongoDB sees truth in a command's option */
export function truthIn(doc, field) {
  if (field?.type === BOOLEAN) return doc[field.value] === 1;
  return (numberIn(doc, field) ?? 0) !== 0;
}

/** @param {Buffer} doc @param {Field | undefined} field @returns {Buffer | undefined} a document or an array */
export function documentIn(doc, field) {
  return field && (field.type === DOCUMENT || field.type === 4)
    ? doc.subarray(field.value, field.end)
    : undefined;
}
