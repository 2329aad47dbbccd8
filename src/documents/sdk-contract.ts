import { serverEvents } from '../contract/events.js';
import type { Operation } from '../contract/operation.js';
import { operations } from '../contract/operations.js';
import { contractVersion } from '../contract/version.js';
import { byTag } from './order.js';
import { errorsOf, withProblems } from './problems.js';
import { type JsonSchema, SchemaBook } from './schema-book.js';
import { comment, typeOf } from './typescript.js';

const HEADER = `// Written by \`npm run openapi\` from src/contract: do not edit.

/** Exactly one of the fields. */
export type OneOf<T> = {
  [K in keyof T]: { [P in K]: T[P] } & { [P in Exclude<keyof T, K>]?: undefined };
}[keyof T];
`;

/**
 * The contract as the SDK needs it: types of everything, and the addresses of the operations. In its own words, so that
 * who uses the SDK needs neither the source of the server nor its validator.
 */
export const sdkContract = (from: readonly Operation[] = operations): string => {
  const book = new SchemaBook();
  // Files are opened by their signed address, not asked for.
  const all = byTag(from).filter((operation) => operation.answer === undefined || !operation.public);
  const asked = all.map((operation) => operationType(operation, book));
  const told = Object.entries(serverEvents).map(
    ([name, { summary, payload }]) =>
      `${comment(summary, '  ')}  ${name}: ${typeOf(book.use(payload, 'output'), '  ')};\n`,
  );
  const components = Object.entries(withProblems(book)).map(([name, schema]) => componentType(name, schema));
  return [
    HEADER,
    `export const contractVersion = '${contractVersion}';\n`,
    ...components,
    `/** What a client can ask for. \`empty\`: over HTTP it answers with nothing. */\nexport interface Operations {\n${asked.join('')}}\n`,
    `/** Events that a client can send, by the operation that they ask for. */\nexport interface ClientEvents {\n${eventLines(all)}}\n`,
    `/** Events that the server sends. */\nexport interface ServerEvents {\n${told.join('')}}\n`,
    `/** Where the operations are asked for, below \`/api\`. */\nexport const routes = {\n${routeLines(all)}} as const;\n`,
    `/** Operations whose request is a form with a \`file\`, or bytes. */\nexport const bodies: Readonly<Record<string, 'form' | 'bytes'>> = {\n${bodyLines(all)}};\n`,
    `/** Operations that answer with a file: its name and type are in the headers. */\nexport const downloads: readonly string[] = [\n${downloadLines(all)}];\n`,
    `/** Operations that need no token. */\nexport const publicOperations: readonly string[] = [\n${publicLines(all)}];\n`,
  ].join('\n');
};

const bodies = { form: '{ file: Blob }', bytes: '{ bytes: Blob }' };

const inputType = ({ input, body }: Operation, book: SchemaBook): string => {
  const type = typeOf(book.use(input, 'input'), '    ');
  const isEmpty = type.startsWith('Record<');
  if (body === undefined) return isEmpty ? 'Record<string, never>' : type;
  return isEmpty ? bodies[body] : `${type} & ${bodies[body]}`;
};

const operationType = (operation: Operation, book: SchemaBook): string => {
  const { id, summary, description, output, http = [] } = operation;
  const errors = errorsOf(operation, { body: http.some(({ method }) => method !== 'GET') });
  const empty = http.length > 0 && http.every(({ status }) => status === 204);
  return [
    comment([summary, description].filter(Boolean).join('. '), '  '),
    `  ${id}: {\n`,
    `    input: ${inputType(operation, book)};\n`,
    `    output: ${operation.answer ? 'Response' : typeOf(book.use(output, 'output'), '    ')};\n`,
    `    errors: ${errors.map((code) => `'${code}'`).join(' | ')};\n`,
    ...(empty ? ['    empty: true;\n'] : []),
    '  };\n',
  ].join('');
};

const componentType = (name: string, schema: JsonSchema): string => {
  // The table of all codes is for pages, not for editors.
  const text = name === 'ErrorCode' ? 'Stable word to switch on; the list may grow.' : schema.description;
  const type = typeOf(schema);
  const isInterface = schema.type === 'object' && type.startsWith('{') && type.endsWith('}');
  return `${comment(text, '')}export ${isInterface ? `interface ${name} ${type}` : `type ${name} = ${type};`}\n`;
};

const eventLines = (all: readonly Operation[]): string =>
  all.flatMap(({ id, event }) => (event === undefined ? [] : [`  ${event}: '${id}';\n`])).join('');

const routeLines = (all: readonly Operation[]): string =>
  all
    .filter(({ http }) => http !== undefined)
    .map(({ id, http = [] }) => {
      const addresses = http.map(({ method, path }) => `'${method} ${path}'`);
      return `  ${id}: [${addresses.join(', ')}],\n`;
    })
    .join('');

const bodyLines = (all: readonly Operation[]): string =>
  all.flatMap(({ id, body }) => (body === undefined ? [] : [`  ${id}: '${body}',\n`])).join('');

const downloadLines = (all: readonly Operation[]): string =>
  all.flatMap(({ id, answer }) => (answer === undefined ? [] : [`  '${id}',\n`])).join('');

const publicLines = (all: readonly Operation[]): string =>
  all.flatMap((operation) => (operation.public ? [`  '${operation.id}',\n`] : [])).join('');
