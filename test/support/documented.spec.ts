import { describe, expect, it } from 'vitest';
import { MessageResult } from '../../src/contract/message.js';
import { exampleOf } from '../../src/documents/example.js';
import { withProblems } from '../../src/documents/problems.js';
import { SchemaBook } from '../../src/documents/schema-book.js';
import { expectDocumented, expectDocumentedAck, expectDocumentedEvent } from './documented.js';

const book = new SchemaBook();
const schema = book.use(MessageResult, 'output');
const result = exampleOf(schema, withProblems(book), 'output') as { message: object };

const path = `/api/messages/${'a'.repeat(24)}`;
const answer = (status: number, body: unknown, more: Record<string, string> = {}) => ({
  status,
  body,
  headers: new Headers({
    'x-request-id': 'one',
    'parley-contract-version': '1.0.0',
    'content-type': status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json',
    ...more,
  }),
});
const problem = (code: string, status: number) => ({
  ...{ type: '/docs/problems', title: '', status, detail: '', code, request_id: '' },
});
const get = (...given: Parameters<typeof answer>) => expectDocumented('GET', path, answer(...given));

describe('what is held against the documents', () => {
  it('passes as it is documented', () => {
    get(200, result);
    get(404, problem('message_not_found', 404));
    expectDocumented('PUT', path, answer(404, {})); // No operation: somebody asks for what is not there.
    expectDocumentedAck('edit_message', { ok: true, ...result });
    expectDocumentedAck('leave_room', { ok: true });
    expectDocumentedAck('edit_message', { ok: false, error: problem('muted', 403) });
    expectDocumentedEvent('new_message', result.message);
  });

  it.each<[string, () => void]>([
    ['another status', () => get(202, result)],
    ['another code', () => get(404, problem('room_not_found', 404))],
    [
      'another type of content',
      () => get(404, problem('message_not_found', 404), { 'content-type': 'text/html' }),
    ],
    ['a field too few', () => get(200, { message: { ...result.message, seq: undefined } })],
    ['a field too many', () => get(200, { message: { ...result.message, secret: 1 } })],
    ['another form', () => get(200, { message: { ...result.message, created_at: 'today' } })],
    ['another acknowledgement', () => expectDocumentedAck('edit_message', { ok: true })],
    [
      'a failure that it cannot have',
      () => expectDocumentedAck('edit_message', { ok: false, error: problem('dm_not_found', 404) }),
    ],
    ['more than nothing', () => expectDocumentedAck('leave_room', { ok: true, secret: 1 })],
    ['another event', () => expectDocumentedEvent('message_new', result.message)],
    ['another payload', () => expectDocumentedEvent('new_message', { ...result.message, seq: 'one' })],
  ])('does not pass with %s', (_name, check) => {
    expect(check).toThrow('Not documented');
  });
});
