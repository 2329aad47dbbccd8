import { z } from 'zod';
import type { Operation } from '../../src/contract/operation.js';
import type { Fields } from './operations.js';

/** As text, so that `__proto__` is a key of its own. */
const parsed = (text: string): unknown => JSON.parse(text);

export const operators = {
  $gt: { $gt: '' },
  $ne: { $ne: null },
  $where: { $where: '1' },
  $regex: { $regex: '.*' },
  'a list of operators': [{ $gt: '' }],
} as const satisfies Fields;

/** Values of every wrong kind. Some are right for some field: the contract says which. */
export const junk: Fields = {
  ...operators,
  null: null,
  true: true,
  zero: 0,
  'a negative number': -1,
  'a fraction': 1.5,
  'beyond the safe integers': 2 ** 53,
  'the largest number': Number.MAX_VALUE,
  'the words of no number': 'NaN',
  'an empty string': '',
  'a blank string': ' \t\n',
  'a huge string': 'x'.repeat(50_000),
  NUL: 'a\u0000b',
  'a lone high surrogate': 'a\ud800',
  'a lone low surrogate': '\udfffb',
  'an empty list': [],
  'a list in a list': [[]],
  'a list of null': [null],
  'a list of text': ['text'],
  'an empty object': {},
  'a false length': { length: 5 },
  'own toString and valueOf': { toString: 'x', valueOf: 1 },
  'a __proto__ of its own': parsed('{"__proto__":{"polluted":true}}'),
  'a constructor of its own': parsed('{"constructor":{"prototype":{"polluted":true}}}'),
  'an upper case id': 'ABCDEFABCDEFABCDEFABCDEF',
  'an id that is too long': 'a'.repeat(25),
};

const SHARE = 3;

/** A share of these that differs with `nth`: a few together get all. What refuses them is the same code for each. */
export const shareOf = <T>(all: readonly T[], nth: number): T[] =>
  all.filter((_, n) => n % SHARE === nth % SHARE);

/** What to try on one field of many: every operator, and a share of the rest. */
export const junkFor = (nth: number): unknown[] => {
  const rest = Object.entries(junk).filter(([name]) => !(name in operators));
  return [...Object.values(operators), ...shareOf(rest, nth).map(([, value]) => value)];
};

/** Deeper than any stack, which is all that most need be tried with. */
export const DEEP = 20_000;
/** As deep as a body or a packet has room for. */
export const DEEPEST = 100_000;

/** Payloads that are no object at all. */
export const wholes: Fields = {
  true: true,
  zero: 0,
  text: 'text',
  'an empty text': '',
  'an empty list': [],
  'a list of objects': [{}],
  'a list in a list': [[[]]],
};

/** Objects with keys that must not reach a prototype, as JSON. */
export const pollutions = [
  '{"__proto__":{"polluted":true,"content":"x"}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"prototype":{"polluted":true},"hasOwnProperty":1,"toString":null,"toJSON":"x"}',
] as const;

export const isPolluted = (): boolean => 'polluted' in {} || 'polluted' in [];

export const fieldsOf = ({ input }: Operation): string[] =>
  input instanceof z.ZodObject ? Object.keys(input.shape) : [];

/** Right values by the names of fields, to be spoilt one at a time. */
export const rightOf = (operation: Operation, values: Fields): Fields =>
  Object.fromEntries(
    fieldsOf(operation)
      .filter((name) => values[name] !== undefined)
      .map((name) => [name, values[name]]),
  );

/** `{"a":{"a":…}}`, as text: `JSON.stringify` itself would run out of stack. */
export const nested = (levels: number, open = '{"a":', close = '}', inner = '1'): string =>
  open.repeat(levels) + inner + close.repeat(levels);
