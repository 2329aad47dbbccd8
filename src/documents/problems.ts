import { type ErrorCode, errors } from '../contract/errors.js';
import type { Operation } from '../contract/operation.js';
import { Problem } from '../contract/problem.js';
import { type JsonSchema, refTo, type SchemaBook } from './schema-book.js';

export const problemType = 'application/problem+json';

const codes = Object.keys(errors) as ErrorCode[];

const tokenErrors: readonly ErrorCode[] = [
  'token_missing',
  'token_invalid',
  'token_expired',
  'session_ended',
];
const bodyErrors: readonly ErrorCode[] = ['malformed_json', 'payload_too_large', 'unsupported_media_type'];
const failures: readonly ErrorCode[] = ['internal_error', 'overloaded', 'service_unavailable'];

/** Answers that many operations have: they stand once among the components. */
export const sharedProblems: Readonly<Record<string, readonly ErrorCode[]>> = {
  InvalidInput: ['validation_failed'],
  InvalidBody: ['validation_failed', 'malformed_json'],
  NotSignedIn: tokenErrors,
  NotInScope: ['scope_missing'],
  TooLarge: ['payload_too_large'],
  WrongMediaType: ['unsupported_media_type'],
  TooMany: ['rate_limited'],
  Failed: ['internal_error'],
  Unavailable: ['overloaded', 'service_unavailable'],
};

export const sharedProblemName = (codes: readonly ErrorCode[]): string | undefined =>
  Object.keys(sharedProblems).find((name) => String(sharedProblems[name]) === String(codes));

/** Every code that an operation can answer with, in the order of the table. */
export const errorsOf = (operation: Operation, transport: { body: boolean } | 'socket'): ErrorCode[] => {
  const possible = new Set<ErrorCode>([
    'validation_failed',
    ...operation.errors,
    ...(operation.limit === null ? [] : (['rate_limited'] as const)),
    // A socket has proved who it is in the handshake.
    ...(operation.public || transport === 'socket' ? [] : tokenErrors),
    ...(operation.public ? [] : (['scope_missing'] as const)),
    ...(transport !== 'socket' && transport.body ? bodyErrors : []),
    ...failures,
  ]);
  return codes.filter((code) => possible.has(code));
};

/** The problem object with one of these codes. */
export const problemSchema = (possible: readonly ErrorCode[]): JsonSchema => ({
  allOf: [refTo('Problem'), { type: 'object', properties: { code: { enum: [...possible] } } }],
});

/** Codes by the status that they answer with. */
export const byStatus = (possible: readonly ErrorCode[]): Map<number, ErrorCode[]> => {
  const groups = new Map<number, ErrorCode[]>();
  for (const code of possible) {
    const { status } = errors[code];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
};

export const meanings = (possible: readonly ErrorCode[]): string =>
  possible.map((code) => `\`${code}\`: ${errors[code].title}.`).join(' ');

/** The table of all codes as a schema: a closed list today, which may grow. */
const errorCodeSchema = (): JsonSchema => ({
  type: 'string',
  enum: codes,
  description: [
    'Stable word to switch on. The list may grow: treat an unknown code by its status.',
    '',
    '| code | status | meaning |',
    '|---|---|---|',
    ...codes.map((code) => `| \`${code}\` | ${errors[code].status} | ${errors[code].title} |`),
  ].join('\n'),
  'x-enum-descriptions': codes.map((code) => errors[code].title),
});

/** The components of a document; the problem has its codes typed. */
export const withProblems = (book: SchemaBook): Record<string, JsonSchema> => {
  book.use(Problem, 'output');
  const { Problem: problem, ...others } = book.components;
  return {
    ...others,
    ErrorCode: errorCodeSchema(),
    Problem: {
      ...problem,
      description: 'RFC 9457 problem: the one shape of every failure, over HTTP and in acknowledgements.',
      properties: { ...problem?.properties, code: refTo('ErrorCode') },
    },
  };
};

/** Says when to ask again. */
export const hasPause = (code: ErrorCode): boolean => code === 'rate_limited' || code === 'overloaded';

/** An answer of each code to look at. */
export const problemExample = (code: ErrorCode): { summary: string; value: object } => ({
  summary: errors[code].title,
  value: {
    type: `/docs/problems#${code}`,
    title: errors[code].title,
    status: errors[code].status,
    detail: code === 'validation_failed' ? 'name: must not be blank' : errors[code].title,
    code,
    request_id: '0b1f0c52-8f0e-4a57-9a37-5d0a6b1d2c3e',
    ...(code === 'validation_failed' && { errors: [{ path: 'name', message: 'must not be blank' }] }),
    ...(hasPause(code) && { retry_after_ms: 850 }),
  },
});
