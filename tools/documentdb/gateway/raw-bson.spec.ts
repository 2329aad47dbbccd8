import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  deserialize,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import { describe, expect, it } from 'vitest';
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

const everything = {
  double: 1.5,
  string: 'zwölf',
  document: { a: { b: 1 } },
  array: [1, 'two', [3]],
  binary: new Binary(Buffer.from([1, 2, 3])),
  objectId: new ObjectId(),
  true: true,
  date: new Date(0),
  null: null,
  regex: new BSONRegExp('a.b', 'i'),
  code: new Code('x'),
  scoped: new Code('x', { y: 1 }),
  int: 42,
  timestamp: new Timestamp(1n),
  long: Long.fromBigInt(2n ** 60n),
  decimal: Decimal128.fromString('1.1'),
  min: new MinKey(),
  max: new MaxKey(),
  last: 1,
};
const bytes = Buffer.from(serialize(everything));

describe('fieldsOf', () => {
  it('finds the end of every type', () => {
    expect([...fieldsOf(bytes).keys()]).toEqual(Object.keys(everything));
  });

  it('reads values', () => {
    const fields = fieldsOf(bytes);
    expect(numberIn(bytes, fields.get('double'))).toBe(1.5);
    expect(numberIn(bytes, fields.get('int'))).toBe(42);
    expect(bigintIn(bytes, fields.get('long'))).toBe(2n ** 60n);
    expect(stringIn(bytes, fields.get('string'))).toBe('zwölf');
    expect(truthIn(bytes, fields.get('true'))).toBe(true);
    expect(truthIn(bytes, fields.get('none'))).toBe(false);
    expect(deserialize(documentIn(bytes, fields.get('document')) ?? Buffer.alloc(0))).toEqual({
      a: { b: 1 },
    });
  });

  it.each([
    ['a wrong length', Buffer.from([9, 0, 0, 0, 0])],
    ['no end', Buffer.from([5, 0, 0, 0, 1])],
    ['a string over the end', Buffer.from([13, 0, 0, 0, 2, 97, 0, 99, 0, 0, 0, 97, 0])],
    ['a name without an end', Buffer.from([8, 0, 0, 0, 2, 97, 98, 0])],
    ['a negative size', Buffer.from([13, 0, 0, 0, 2, 97, 0, 255, 255, 255, 255, 97, 0])],
    ['an unknown type', Buffer.from([12, 0, 0, 0, 99, 97, 0, 1, 0, 0, 0, 0])],
  ])('refuses %s', (_, broken) => {
    expect(() => fieldsOf(broken)).toThrow(BsonError);
  });
});

describe('without', () => {
  it('leaves out what is unwanted and nothing else', () => {
    const rest = without(bytes, fieldsOf(bytes), (name) => name === 'string' || name === 'last');
    const { string: _string, last: _last, ...expected } = everything;
    expect(Buffer.from(serialize(expected))).toEqual(rest);
  });

  it('copies nothing when nothing is unwanted', () => {
    expect(without(bytes, fieldsOf(bytes), () => false)).toBe(bytes);
  });
});
