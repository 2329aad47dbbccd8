import { describe, expect, it } from 'vitest';
import { asyncApiDocument } from '../../src/documents/asyncapi.js';
import { openApiDocument } from '../../src/documents/openapi.js';
import { breaksOfEvents, breaksOfRest } from './contract-diff.mjs';

type Json = Record<string, unknown>;

const document = (input: Json, output: Json, more: Json = {}) => ({
  paths: {
    '/api/rooms': {
      post: {
        requestBody: { required: true, content: { 'application/json': { schema: input } } },
        responses: { 200: { content: { 'application/json': { schema: output } } } },
        ...more,
      },
    },
  },
  components: { schemas: {} },
});

const object = (properties: Json, required: string[] = []): Json => ({
  type: 'object',
  properties,
  required,
});
const text = { type: 'string' };
const empty = object({});

const input = (was: Json, is: Json) => breaksOfRest(document(was, empty), document(is, empty));
const output = (was: Json, is: Json) => breaksOfRest(document(empty, was), document(empty, is));

describe('what a client sends', () => {
  it.each([
    ['a field more', object({}), object({ name: text })],
    ['a field that is needed no more', object({ name: text }, ['name']), object({ name: text })],
    ['a word more', { type: 'string', enum: ['a'] }, { type: 'string', enum: ['a', 'b'] }],
    ['longer texts', { type: 'string', maxLength: 10 }, { type: 'string', maxLength: 20 }],
    ['null too', text, { anyOf: [text, { type: 'null' }] }],
  ])('may be %s', (_name, was, is) => {
    expect(input(was, is)).toEqual([]);
  });

  it.each([
    ['a field that is gone', object({ name: text }), object({}), 'name is gone'],
    ['a field that is needed now', object({ name: text }), object({ name: text }, ['name']), 'required now'],
    ['another type', object({ size: text }), object({ size: { type: 'integer' } }), 'was string, is integer'],
    ['a word less', { type: 'string', enum: ['a', 'b'] }, { type: 'string', enum: ['a'] }, 'b is not taken'],
    [
      'shorter texts',
      { type: 'string', maxLength: 20 },
      { type: 'string', maxLength: 10 },
      'maxLength was 20',
    ],
    ['no null any more', { anyOf: [text, { type: 'null' }] }, text, 'null'],
    ['a form of its own', text, { type: 'string', format: 'date-time' }, 'form was any, is date-time'],
    ['a pattern', text, { type: 'string', pattern: '^a' }, 'pattern was none'],
  ])('must not be %s', (_name, was, is, fault) => {
    expect(input(was, is).join()).toContain(fault);
  });
});

describe('what a client gets', () => {
  it.each([
    ['a field more', object({}), object({ name: text }, ['name'])],
    ['a word more', { type: 'string', enum: ['a'] }, { type: 'string', enum: ['a', 'b'] }],
    ['never null any more', { anyOf: [text, { type: 'null' }] }, text],
    ['shorter texts', { type: 'string', maxLength: 20 }, { type: 'string', maxLength: 10 }],
  ])('may be %s', (_name, was, is) => {
    expect(output(was, is)).toEqual([]);
  });

  it.each([
    ['a field less', object({ name: text }), object({}), 'name is gone'],
    [
      'a field that may be missing',
      object({ name: text }, ['name']),
      object({ name: text }),
      'may be missing',
    ],
    [
      'another type',
      { type: 'array', items: text },
      { type: 'array', items: { type: 'integer' } },
      '[]: was',
    ],
    ['null now', text, { anyOf: [text, { type: 'null' }] }, 'was string, is null'],
    ['another form', { type: 'string', format: 'date-time' }, text, 'form was date-time, is any'],
    [
      'other values of a map',
      { type: 'object', additionalProperties: text },
      { type: 'object', additionalProperties: { type: 'integer' } },
      '.*: was string, is integer',
    ],
  ])('must not be %s', (_name, was, is, fault) => {
    expect(output(was, is).join()).toContain(fault);
  });
});

describe('the operations', () => {
  it('must stay, with the parameters and answers that they have', () => {
    const gone = { ...document(empty, empty), paths: {} };
    expect(breaksOfRest(document(empty, empty), gone)).toEqual(['POST /api/rooms is gone']);
    const parameter = { in: 'query', name: 'limit', required: false, schema: text };
    const wider = document(empty, empty, { parameters: [parameter] });
    expect(breaksOfRest(document(empty, empty), wider)).toEqual([]);
    expect(breaksOfRest(wider, document(empty, empty)).join()).toContain('query limit is gone');
    const needed = document(empty, empty, { parameters: [{ ...parameter, required: true }] });
    expect(breaksOfRest(document(empty, empty), needed).join()).toContain('limit is required');
    const silent = document(empty, empty, { responses: { 204: {} } });
    expect(breaksOfRest(document(empty, empty), silent).join()).toContain('does not answer 200');
  });

  it('may come to need no token, and not the reverse', () => {
    const open = document(empty, empty, { security: [] });
    expect(breaksOfRest(document(empty, empty), open)).toEqual([]);
    expect(breaksOfRest(open, document(empty, empty)).join()).toContain('needs a token');
  });

  it('keep their names, by which generated clients call them', () => {
    const named = (operationId: string) => document(empty, empty, { operationId });
    expect(breaksOfRest(named('make_room'), named('create_room'))).toEqual([
      'POST /api/rooms: was called make_room, is called create_room',
    ]);
  });

  it('keep their codes, over REST and sockets, and may get more', () => {
    const failing = (...codes: string[]) => {
      const schema = { allOf: [object({}), object({ code: { enum: codes } })] };
      const shared = {
        components: { responses: { No: { content: { 'application/problem+json': { schema } } } } },
      };
      const responses = { 409: { $ref: '#/components/responses/No' } };
      return { ...document(empty, empty, { responses }), ...shared };
    };
    expect(breaksOfRest(failing('a'), failing('a', 'b'))).toEqual([]);
    expect(breaksOfRest(failing('a', 'b'), failing('a'))).toEqual(['POST /api/rooms: the code b is gone']);

    const before = asyncApiDocument();
    const send = before.operations.send_message;
    const changed = { ...send, 'x-errors': send?.['x-errors']?.filter((code) => code !== 'muted') };
    const after = { ...before, operations: { ...before.operations, send_message: changed } };
    expect(breaksOfEvents(before, after)).toEqual(['event send_message: the code muted is gone']);
  });

  it('keep the order that is promised for their events', () => {
    const before = asyncApiDocument();
    const changed = { ...before.operations.on_new_message, 'x-order': 'once' };
    const after = { ...before, operations: { ...before.operations, on_new_message: changed } };
    expect(breaksOfEvents(before, after)).toEqual(['event new_message: its order was seq, is once']);
  });

  it('break nothing in documents that are the same', () => {
    expect(breaksOfRest(openApiDocument(), openApiDocument())).toEqual([]);
    expect(breaksOfEvents(asyncApiDocument(), asyncApiDocument())).toEqual([]);
  });

  it('must stay among the events, with their payloads', () => {
    const before = asyncApiDocument();
    const { new_message: _gone, ...messages } = before.components.messages;
    const without = { ...before, components: { ...before.components, messages } };
    expect(breaksOfEvents(before, without)).toEqual(['event new_message is gone']);
    const message = before.components.schemas.Message ?? {};
    const schemas = {
      ...before.components.schemas,
      Message: { ...message, properties: { ...message.properties, seq: { type: 'string' } } },
    };
    const retyped = { ...before, components: { ...before.components, schemas } };
    expect(breaksOfEvents(before, retyped).join()).toContain('event new_message.seq: was integer, is string');
  });
});
