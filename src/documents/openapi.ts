import { type ErrorCode, errors } from '../contract/errors.js';
import type { HttpBinding, Operation } from '../contract/operation.js';
import { operations } from '../contract/operations.js';
import { contractVersion, contractVersionHeader } from '../contract/version.js';
import type { ApiOperation, OpenApiDocument, Parameter } from './openapi-document.js';
import { operationalPaths } from './operational-paths.js';
import { byPath, tagRank } from './order.js';
import {
  byStatus,
  errorsOf,
  hasPause,
  meanings,
  problemExample,
  problemSchema,
  problemType,
  sharedProblemName,
  sharedProblems,
  withProblems,
} from './problems.js';
import { rateLimitOf, rateLimitText } from './rate-limit-text.js';
import { type JsonSchema, rulesOf, SchemaBook, sentence } from './schema-book.js';
import { apiIntroduction, tagTexts } from './texts.js';
import { withExamples } from './with-examples.js';

/** The REST interface as OpenAPI 3.1, from nothing but the contract. */
export const openApiDocument = (from: readonly Operation[] = operations): OpenApiDocument => {
  const book = new SchemaBook();
  const paths: OpenApiDocument['paths'] = {};
  const used = new Set<ErrorCode>();
  for (const { operation, binding } of byPath(from)) {
    const path = `/api${binding.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    const method = binding.method.toLowerCase();
    paths[path] = { ...paths[path], [method]: describe(operation, binding, book, used) };
  }
  Object.assign(paths, operationalPaths);
  return withExamples({
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: contractVersion,
      description: apiIntroduction,
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    security: [{ bearer: [] }],
    tags: tagsOf(paths),
    paths,
    components: {
      schemas: withProblems(book),
      examples: Object.fromEntries(codesInOrder(used).map((code) => [code, problemExample(code)])),
      responses: Object.fromEntries(
        Object.entries(sharedProblems).map(([name, codes]) => [name, problemAnswer(codes)]),
      ),
      headers: headers(),
      securitySchemes: securitySchemes(),
    },
  });
};

const describe = (
  operation: Operation,
  binding: HttpBinding,
  book: SchemaBook,
  used: Set<ErrorCode>,
): ApiOperation => {
  const input = inputOf(operation, binding, book);
  const inQuery = binding.method === 'GET' || binding.method === 'DELETE' || operation.body !== undefined;
  const body = operation.body ? bytesBody[operation.body] : inQuery ? undefined : bodyOf(input);
  const possible = errorsOf(operation, { body: body !== undefined }).filter(
    (code) => !input.dropped.some((place) => errorsOfPlace[place]?.includes(code)),
  );
  for (const code of possible) used.add(code);
  const parameters = [
    ...input.inPath.map(pathParameter),
    ...(inQuery ? input.fields.map(queryParameter) : []),
  ];
  const limit = rateLimitOf(operation);
  return {
    operationId: operationId(operation, binding),
    tags: [operation.tag],
    summary: operation.summary,
    description: [
      operation.description,
      sentence(input.rules),
      rateLimitText(operation),
      operation.event && `Over a socket: \`${operation.event}\`.`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: body }),
    responses: { ...successes(operation, binding, book), ...problems(possible) },
    ...(operation.public && { security: [] }),
    ...(limit && { 'x-rate-limit': limit }),
    ...(operation.event && { 'x-socket-event': operation.event }),
  };
};

/** Unique for each path: an operation of rooms and DMs is `send_message_room` and `send_message_dm`. */
const operationId = ({ id, http = [] }: Operation, binding: HttpBinding): string =>
  http.length < 2 ? id : `${id}_${/:(\w+?)_id/.exec(binding.path)?.[1] ?? http.indexOf(binding) + 1}`;

/** What cannot go wrong where a conversation cannot be named in this way. */
const errorsOfPlace: Readonly<Record<string, readonly ErrorCode[]>> = {
  room_id: ['room_not_found', 'not_a_member', 'room_archived'],
  dm_id: ['dm_not_found'],
  user_id: ['user_not_found'],
};

interface Field {
  name: string;
  schema: JsonSchema;
  required: boolean;
}

/** How a conversation can be named. Over REST the path does so, and the other ways are not offered. */
const places = Object.keys(errorsOfPlace);

const inputOf = (operation: Operation, { path }: HttpBinding, book: SchemaBook) => {
  const { properties = {}, required = [] } = book.use(operation.input, 'input');
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  const placed =
    'room_id' in properties && 'dm_id' in properties && names.some((name) => places.includes(name));
  const field = (name: string): Field => ({
    name,
    schema: properties[name] ?? { type: 'string' },
    required: required.includes(name),
  });
  const rest = Object.keys(properties).filter((name) => !names.includes(name));
  const dropped = placed ? rest.filter((name) => places.includes(name) && !required.includes(name)) : [];
  const fields = rest.filter((name) => !dropped.includes(name)).map(field);
  const rules = rulesOf(operation.input).filter((rule) => !(placed && rule.includes('room_id')));
  return { inPath: names.map(field), fields, dropped, rules };
};

const pathParameter = ({ name, schema }: Field): Parameter =>
  parameter({ name, in: 'path', required: true, schema });

const queryParameter = ({ name, schema, required }: Field): Parameter =>
  parameter({ name, in: 'query', required, schema });

const parameter = ({ schema: { description, ...schema }, ...rest }: Parameter): Parameter => ({
  ...rest,
  ...(description !== undefined && { description }),
  schema,
});

const bodyOf = ({ fields }: { fields: Field[] }): ApiOperation['requestBody'] | undefined => {
  if (fields.length === 0) return undefined;
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  const schema: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema: property }) => [name, property])),
    ...(required.length > 0 && { required }),
  };
  return { required: required.length > 0, content: { 'application/json': { schema } } };
};

const bytes: JsonSchema = { type: 'string', contentMediaType: 'application/octet-stream' };

/** Bodies that are no JSON. */
const bytesBody: Readonly<Record<'form' | 'bytes', ApiOperation['requestBody']>> = {
  form: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: { type: 'object', properties: { file: bytes }, required: ['file'] },
      },
    },
  },
  bytes: { required: true, content: { 'application/octet-stream': { schema: bytes } } },
};

/** What a GET of bytes can answer beside the problems. */
const bytesAnswers = (): Record<string, object> => {
  const content = { '*/*': { schema: bytes } };
  return {
    200: { description: 'All of it', headers: answerHeaders, content },
    206: { description: 'The range that was asked for', headers: answerHeaders, content },
    304: { description: 'What the client has is right', headers: answerHeaders },
  };
};

const answerHeaders = {
  'x-request-id': { $ref: '#/components/headers/RequestId' },
  [contractVersionHeader]: { $ref: '#/components/headers/ContractVersion' },
};

const successes = (
  operation: Operation,
  { status, existing }: HttpBinding,
  book: SchemaBook,
): Record<string, object> => {
  if (operation.answer) return bytesAnswers();
  const schema = status === 204 ? {} : book.use(operation.output, 'output');
  const empty = Object.keys(schema).length === 0;
  const answer = (description: string) => ({
    description,
    headers: answerHeaders,
    ...(!empty && { content: { 'application/json': { schema } } }),
  });
  const made = { 200: 'Done', 201: 'Made', 204: 'Done; there is nothing to say' }[status];
  return {
    ...(existing && { [existing]: answer('It was there already (`created: false`)') }),
    [status]: answer(made),
  };
};

const problems = (possible: readonly ErrorCode[]): Record<string, object> =>
  Object.fromEntries(
    [...byStatus(possible)].map(([status, codes]) => {
      const name = sharedProblemName(codes);
      return [status, name ? { $ref: `#/components/responses/${name}` } : problemAnswer(codes)];
    }),
  );

const problemAnswer = (codes: readonly ErrorCode[]): object => ({
  description: meanings(codes),
  headers: {
    ...answerHeaders,
    ...(codes.some(hasPause) && { 'retry-after': { $ref: '#/components/headers/RetryAfter' } }),
  },
  content: {
    [problemType]: {
      schema: problemSchema(codes),
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
    },
  },
});

/** Tags in the order of their texts, then those that have none yet. */
const tagsOf = (paths: OpenApiDocument['paths']): OpenApiDocument['tags'] => {
  const used = new Set(
    Object.values(paths).flatMap((path) => Object.values(path).flatMap(({ tags }) => tags)),
  );
  return [...used]
    .sort((a, b) => tagRank(a) - tagRank(b))
    .map((name) => ({ name, description: tagTexts[name] ?? '' }));
};

const codesInOrder = (used: ReadonlySet<ErrorCode>): ErrorCode[] =>
  (Object.keys(errors) as ErrorCode[]).filter((code) => used.has(code));

const headers = () => ({
  RequestId: { description: 'Names this request in the log of the server', schema: { type: 'string' } },
  ContractVersion: {
    description: 'Version of this document, by semantic versioning',
    schema: { type: 'string' },
  },
  RetryAfter: { description: 'Seconds to wait before asking again', schema: { type: 'integer' } },
});

const securitySchemes = () => ({
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The `token` that registering, logging in or refreshing answers with',
  },
  metrics: { type: 'http', scheme: 'bearer', description: 'The METRICS_TOKEN of the operator' },
});
