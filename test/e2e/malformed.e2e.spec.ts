import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ack } from '../../src/contract/events.js';
import { limits } from '../../src/contract/limits.js';
import type { Operation } from '../../src/contract/operation.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  DEEP,
  DEEPEST,
  fieldsOf,
  junk,
  nested,
  operators,
  pollutions,
  rightOf,
  wholes,
} from '../support/junk.js';
import { type Fields, servedBy, withEvent } from '../support/operations.js';
import { type Line, register } from '../support/people.js';
import { expectProblem } from '../support/problems.js';
import { RawConnection } from '../support/raw-connection.js';
import { createRoom, unknownId } from '../support/rooms.js';
import { ended, Witness } from '../support/witness.js';

let server: TestApp;
let served: ReadonlySet<string>;
let witness: Witness;

beforeAll(async () => {
  server = await startApp();
  served = servedBy(server.app);
  witness = await Witness.of(server);
});
afterAll(async () => {
  witness?.close();
  await server?.stop();
});

/** Somebody with a room and a message to do harm to. */
const attack = async (): Promise<{ line: Line; token: string; right: Fields }> => {
  const person = await register(server.url, 'attacker');
  const [{ id: room_id }, line] = await Promise.all([createRoom(person), person.connect()]);
  const sent = await line.ask<{ message: { id: string } }>('send_message', { room_id, content: 'mine' });
  const message_id = sent.ok ? sent.message.id : '';
  const right = { room_id, message_id, content: 'x', emoji: '👍', state: 'busy', token: person.token };
  return { line, token: person.token, right: { ...right, conversations: [{ room_id }], user_ids: [] } };
};

/** What does not fit the contract is refused as invalid; what fits may be done or refused, as its own rules say. */
const expectAnswer = (operation: Operation, payload: unknown, answer: Ack): void => {
  const fits = payload !== undefined && operation.input.safeParse(payload).success;
  if (!served.has(operation.id)) expectProblem('error' in answer && answer.error, 'not_found');
  else if (!fits) expectProblem('error' in answer && answer.error, 'validation_failed');
  else if (!answer.ok) expectProblem(answer.error);
  else expect(answer.ok).toBe(true);
};

const named = withEvent.map((operation) => [operation.event as string, operation] as const);

describe.each(named)('%s', (event, operation) => {
  it('refuses every wrong value of each field', async () => {
    const { line, right } = await attack();
    const base = rightOf(operation, right);
    const attempts = fieldsOf(operation).flatMap((field) =>
      Object.values(junk).map((value) => ({ ...base, [field]: value })),
    );
    const answers = await Promise.all(attempts.map((payload) => line.ask(event, payload)));
    expect(answers.length).toBeGreaterThan(Object.keys(junk).length - 1);
    attempts.forEach((payload, n) => void expectAnswer(operation, payload, answers[n] as Ack));
    for (const field of fieldsOf(operation)) {
      for (const value of Object.values(operators)) {
        expect(await line.ask(event, { ...base, [field]: value })).toMatchObject({ ok: false });
      }
    }
    line.close();
    await witness.expectCalm();
  });

  it('refuses what is no object, nothing at all, binary data and several arguments', async () => {
    const { line, right } = await attack();
    const base = rightOf(operation, right);
    const { socket } = line;
    for (const payload of Object.values(wholes)) {
      expectAnswer(operation, payload, await line.ask(event, payload));
    }
    const odd: unknown[][] = [
      [],
      [null],
      [Buffer.from('{"room_id":1}')],
      [{ ...base, content: Buffer.alloc(10) }],
      [new Uint8Array(1)],
      [base, base],
      [null, base],
      [base, Buffer.alloc(3), 5, 'x'],
      [[base, base]],
    ];
    for (const args of odd) {
      const answer: Ack = await socket.timeout(10_000).emitWithAck(event, ...args);
      if (args.length === 1) expectAnswer(operation, args[0] ?? {}, answer);
      else expect(answer).toMatchObject({ ok: false });
    }
    for (const text of pollutions) {
      const payload = { ...base, ...JSON.parse(text) };
      expectAnswer(operation, payload, await line.ask(event, payload));
    }
    line.close();
    await witness.expectCalm();
  });

  it('emits `error` for what it refuses when there is no acknowledgement to give', async () => {
    const { line } = await attack();
    const attempts = [[], ['text'], [{ $ne: null }], [() => undefined, {}], [Buffer.alloc(2)], [{}, {}]];
    for (const args of attempts) line.socket.emit(event, ...args);
    await line.until(() => line.all('error').length === attempts.length);
    for (const { event: about, error } of line.all('error')) {
      expect(about).toBe(event);
      expectProblem(error, served.has(operation.id) ? 'validation_failed' : 'not_found');
    }
    line.close();
    await witness.expectCalm();
  });

  it('refuses deep nesting and numbers that JSON cannot hold', async () => {
    const { token, right, line } = await attack();
    line.close();
    const raw = await RawConnection.signedIn(server.url, token);
    const given = JSON.stringify(rightOf(operation, right)).slice(1, -1);
    const base = given === '' ? '' : `${given},`;
    const levels = event === 'send_message' ? DEEPEST : DEEP;
    const deep = [nested(levels), nested(levels, '[', ']'), nested(levels / 2, '[{"a":', '}]')];
    const values = [...deep, '1e999', '-1e999', '"\\ud800"', '"\\u0000"'];
    const payloads = [
      ...deep,
      ...fieldsOf(operation).flatMap((field) => values.map((v) => `{${base}"${field}":${v}}`)),
    ];
    payloads.forEach((payload, n) => void raw.send(`42${n}["${event}",${payload}]`));
    for (const n of payloads.keys()) expectProblem((await raw.acknowledgement(n)).error);
    raw.close();
    await witness.expectCalm();
  });
});

describe('names of events', () => {
  const names = [
    'nothing',
    '',
    'x'.repeat(100_000),
    '__proto__',
    'constructor',
    'toString',
    'message',
    'ready',
    'error',
  ];

  it.each(names.map((name) => [name.slice(0, 20), name]))(
    '%j is none: refused, acknowledged or not',
    async (_, name) => {
      const { line } = await attack();
      const answer = await line.ask(name, { room_id: unknownId });
      expectProblem('error' in answer && answer.error, 'not_found');
      line.socket.emit(name);
      const { event, error } = await line.next('error');
      expect(event).toBe(name.slice(0, 64));
      expectProblem(error, 'not_found');
      line.close();
      await witness.expectCalm();
    },
  );

  it.each(['5', '0', '-1', '1e400'])('the number %s is none either', async (name) => {
    const { token, line } = await attack();
    line.close();
    const raw = await RawConnection.signedIn(server.url, token);
    raw.send(`421[${name},{}]`);
    expectProblem((await raw.acknowledgement(1)).error, 'not_found');
    raw.send(`42[${name}]`);
    await raw.next('42["error"');
    raw.close();
    await witness.expectCalm();
  });

  const reserved = [
    'connect',
    'connect_error',
    'disconnect',
    'disconnecting',
    'newListener',
    'removeListener',
  ];
  it.each(reserved)('%s, which Socket.IO keeps for itself, ends that connection only', async (name) => {
    const { token, line } = await attack();
    const raw = await RawConnection.signedIn(server.url, token);
    raw.send(`421["${name}",{}]`);
    await raw.untilClosed();
    expect(line.socket.connected).toBe(true);
    line.close();
    await witness.expectCalm();
  });
});

describe('the size of a packet', () => {
  it('may be all but the limit: an answer comes', async () => {
    const { line, right } = await attack();
    const content = 'x'.repeat(limits.packetSize - 1_000);
    const answer = await line.ask('send_message', { room_id: right['room_id'], content });
    expectProblem('error' in answer && answer.error, 'validation_failed');
    expect(line.socket.connected).toBe(true);
    line.close();
    await witness.expectCalm();
  });

  it.each(['x'.repeat(limits.packetSize), Buffer.alloc(limits.packetSize + 1)])(
    'above the limit ends that connection and nothing else',
    async (content) => {
      const { line, right } = await attack();
      line.socket.emit('send_message', { room_id: right['room_id'], content });
      await ended(line);
      await witness.expectCalm();
    },
  );
});
