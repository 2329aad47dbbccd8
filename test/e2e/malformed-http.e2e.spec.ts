import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../src/contract/limits.js';
import type { HttpBinding, Operation } from '../../src/contract/operation.js';
import { operations } from '../../src/contract/operations.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  DEEP,
  DEEPEST,
  fieldsOf,
  junkFor,
  nested,
  pollutions,
  rightOf,
  shareOf,
  wholes,
} from '../support/junk.js';
import type { Fields } from '../support/operations.js';
import { type Person, register, request } from '../support/people.js';
import { expectProblem } from '../support/problems.js';
import type { Body } from '../support/raw-connection.js';
import { createRoom } from '../support/rooms.js';
import { Witness } from '../support/witness.js';

let server: TestApp;
let witness: Witness;

beforeAll(async () => {
  server = await startApp();
  witness = await Witness.of(server);
});
afterAll(async () => {
  witness?.close();
  await server?.stop();
});

const addresses = operations.flatMap((operation) =>
  (operation.http ?? []).map((binding) => [binding.method, binding.path, operation, binding] as const),
);
const hasBody = ({ method }: HttpBinding): boolean => method !== 'GET' && method !== 'DELETE';
const inPath = ({ path }: HttpBinding): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);

/** Somebody with a room and a message to do harm to, for each operation that may do some: it may end the session or the room. */
const attackers = new Map<string, ReturnType<typeof newAttacker>>();
const attack = ({ id, http }: Operation): ReturnType<typeof newAttacker> => {
  const key = http?.every(({ method }) => method === 'GET') ? 'who only reads' : id;
  const known = attackers.get(key) ?? newAttacker();
  attackers.set(key, known);
  return known;
};

const newAttacker = async (): Promise<{ person: Person; right: Fields }> => {
  const person = await register(server.url, 'attacker');
  const { id: room_id } = await createRoom(person);
  const sent = await person.api<{ message: { id: string } }>('POST', `/rooms/${room_id}/messages`, {
    content: 'x',
  });
  const { email, password, username } = { ...person, username: `${person.username.slice(0, 20)}2` };
  const ids = { room_id, dm_id: room_id, message_id: sent.body.message.id, user_id: person.id };
  const texts = { content: 'x', emoji: '👍', state: 'busy', name: 'x', type: 'public', role: 'member' };
  const lists = { user_ids: [person.id], conversations: [{ room_id }] };
  return { person, right: { ...ids, ...texts, ...lists, email, password, username, refresh_token: 'x' } };
};

/** Names of the path that are no ids may be any text. */
const rightText = (right: Fields, name: string): string => String(right[name] ?? 'x');
const placeOf = (binding: HttpBinding, right: Fields): Fields =>
  Object.fromEntries(inPath(binding).map((name) => [name, rightText(right, name)]));

const fill = (path: string, right: Fields, spoilt: Record<string, string> = {}): string =>
  path.replaceAll(/:(\w+)/g, (_all, name) => spoilt[name] ?? encodeURIComponent(rightText(right, name)));

interface Raw {
  method: string;
  path: string;
  body?: Body;
  headers?: Record<string, string>;
}

const ask = async (person: Person, { method, path, body, headers }: Raw) => {
  const response = await fetch(`${server.url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${person.token}`, ...headers },
    body,
  });
  const text = await response.text();
  if (response.status >= 400) {
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const problem = JSON.parse(text);
    expectProblem(problem);
    expect([problem.status, problem.request_id]).toEqual([
      response.status,
      response.headers.get('x-request-id'),
    ]);
    return { status: response.status, code: problem.code as string };
  }
  return { status: response.status, code: undefined };
};

/** Of a session that has ended nothing is looked at. */
const endSessions: ReadonlySet<string> = new Set(['logout', 'erase_account', 'deactivate_account']);

const json = { 'content-type': 'application/json' };

/** What does not fit is refused as invalid, before anything else could be; what fits may be done or refused. */
const judge = ({ input }: Operation, payload: unknown, { code }: { code?: string }, known: boolean): void => {
  if (!known) expect(code).toBe('not_found');
  else if (!input.safeParse(payload ?? {}).success) expect(code).toBe('validation_failed');
};

/** Whether some domain serves this address yet. */
const isServed = async ({ method, path }: HttpBinding, right: Fields): Promise<boolean> => {
  const { body } = await request(server.url, method, `/api${fill(path, right)}`, { token: 'x' });
  return body['code'] !== 'not_found';
};

describe.each(addresses)('%s %s', (method, path, operation, binding) => {
  it('refuses every wrong value of each field', async () => {
    const { person, right } = await attack(operation);
    const base = rightOf(operation, right);
    const known = await isServed(binding, right);
    const names = fieldsOf(operation).filter((name) => !inPath(binding).includes(name));
    const place = placeOf(binding, right);
    const at = { method, path: fill(path, right) };
    const rest = Object.fromEntries(
      names.filter((name) => name in base && !name.endsWith('m_id')).map((name) => [name, base[name]]),
    );
    const spoil = async (name: string, value: unknown): Promise<void> => {
      const text = hasBody(binding) ? '' : String(value).slice(0, 5_000).toWellFormed();
      const query = `?${new URLSearchParams({ [name]: text })}`;
      const payload = hasBody(binding) ? { ...rest, [name]: value } : { [name]: text };
      const answer = hasBody(binding)
        ? await ask(person, { ...at, body: JSON.stringify(payload), headers: json })
        : await ask(person, { method, path: `${at.path}${query}` });
      if (!endSessions.has(operation.id)) judge(operation, { ...payload, ...place }, answer, known);
    };
    for (const [nth, name] of names.entries()) {
      const sendable = junkFor(nth + operation.id.length).filter(
        (value) => hasBody(binding) || typeof value !== 'object',
      );
      await Promise.all(sendable.map((value) => spoil(name, value)));
    }
    await witness.expectCalm();
  });

  it('refuses rubbish in the path and in the query', async () => {
    const { person, right } = await attack(operation);
    const rubbish = [
      ...[
        '%',
        '%00',
        '%ff',
        '%E0%A4%A',
        '%zz',
        '%2e%2e%2f',
        '..%2f..%2fetc',
        '%5B%24ne%5D',
        '%7B%22%24gt%22:%22%22%7D',
      ],
      ...['__proto__', 'constructor', '%20', '-1', 'null', 'undefined', '%F0%9F%92%A9', 'x'.repeat(8_000)],
      ...[String(right['room_id']).toUpperCase(), `${right['room_id']}0`, String(right['room_id']).slice(1)],
    ];
    for (const name of inPath(binding)) {
      for (const text of shareOf(rubbish, operation.id.length)) {
        const answer = await ask(person, { method, path: fill(path, right, { [name]: text }) });
        // Almost anything may be an emoji or a code; an id is one or is refused.
        if (name.endsWith('_id')) expect([400, 404]).toContain(answer.status);
        if (['%', '%ff', '%E0%A4%A', '%zz'].includes(text)) expect(answer.code).toBe('not_found');
      }
    }
    const queries = [
      ...['%', '%ff=%00', '__proto__=1', 'a[b][c]=1&a[b][d]=2', '&&==&'],
      `${'a=1&'.repeat(2_000)}`,
    ];
    for (const query of shareOf(queries, operation.id.length)) {
      await ask(person, { method, path: `${fill(path, right)}?${query}` });
    }
    await witness.expectCalm();
  });
});

const readers = addresses.filter(([, , operation]) => fieldsOf(operation).includes('limit'));

describe.each(readers)('the limit of %s %s', (method, path, operation, binding) => {
  it.each([
    'limit=1&limit=2',
    'limit=-1',
    'limit=0',
    'limit=1001',
    'limit=1e9',
    'limit=1.5',
    'limit=NaN',
    'limit=',
    'limit=Infinity',
    'limit=0x1ff',
    'limit=%00',
  ])('is not %s', async (query) => {
    const { person, right } = await attack(operation);
    const known = await isServed(binding, right);
    const answer = await ask(person, { method, path: `${fill(path, right)}?${query}` });
    expect(answer.code).toBe(known ? 'validation_failed' : 'not_found');
  });
});

const writers = addresses.filter(([, , , binding]) => hasBody(binding));

describe.each(writers)('the body of %s %s', (method, path, operation, binding) => {
  it('is JSON, in UTF-8, an object, not deeper or larger than it may be', async () => {
    const { person, right } = await attack(operation);
    const at = { method, path: fill(path, right) };
    const known = await isServed(binding, right);
    const send = (body: Body, headers: Record<string, string> = json) =>
      ask(person, { ...at, body, headers });
    const needed =
      known && !endSessions.has(operation.id) && !operation.input.safeParse(placeOf(binding, right)).success;

    const levels = operation.id === 'send_message' ? DEEPEST : DEEP;
    const broken = [
      '{',
      '{"a":NaN}',
      "{'a':1}",
      '{"a":1}}',
      '\u0000',
      '{"a":"\u0001"}',
      'undefined',
      nested(levels, '[', ''),
    ];
    for (const body of shareOf(broken, operation.id.length)) {
      expect(await send(body)).toMatchObject({ status: 400, code: 'malformed_json' });
    }
    const odd = [
      nested(levels),
      nested(levels / 2, '{"content":[', ']}'),
      '{"content":1e999}',
      ...pollutions,
    ];
    for (const body of shareOf(odd, operation.id.length)) {
      const { code } = await send(body);
      if (needed) expect(code).toBe('validation_failed');
    }
    for (const value of shareOf([...Object.values(wholes), null], operation.id.length)) {
      const { code } = await send(JSON.stringify(value));
      if (known && value !== null && !endSessions.has(operation.id)) expect(code).toBe('validation_failed');
    }
    expect(await send('{}', { 'content-type': 'application/json; charset=latin9' })).toMatchObject({
      code: 'unsupported_media_type',
    });
    expect(await send('{}', { ...json, 'content-encoding': 'pigeon' })).toMatchObject({
      code: 'unsupported_media_type',
    });
    expect((await send('{}', { ...json, 'content-encoding': 'gzip' })).status).toBe(400);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'nonsense',
      '',
    ]) {
      const { status } = await send('{"content":"x"}', { 'content-type': type });
      if (needed) expect(operation.body ? [400, 415] : [415]).toContain(status);
    }
    const huge = `{"content":"${'x'.repeat(limits.packetSize)}"}`;
    expect(await send(huge)).toMatchObject({ status: 413, code: 'payload_too_large' });
    await witness.expectCalm();
  });
});

describe('paths that are none', () => {
  it.each([
    '/%',
    '/%00',
    '/rooms/%ff',
    '/rooms//messages',
    '/../..',
    '/nothing',
    `/${'x'.repeat(10_000)}`,
    '/rooms/%c0%ae',
    '/;',
    '/rooms?%',
  ])('%s', async (path) => {
    const { person } = await newAttacker();
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const { status } = await ask(person, { method, path });
      expect(status).toBeLessThan(500);
    }
    await witness.expectCalm();
  });
});
