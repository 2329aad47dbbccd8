import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { Line, type Person, registerAll } from '../support/people.js';
import { createRoom } from '../support/rooms.js';

let server: TestApp;
let amy: Person;
let ben: Person;

beforeAll(async () => {
  server = await startApp();
  [amy, ben] = await registerAll(server.url, 'amy', 'ben');
});
afterAll(() => server?.stop());

const SENDS = 60;

/** What was told of messages, in the order in which it came. */
const told = (line: Line): Message[] =>
  line.received.flatMap(({ event, payload }) => {
    if (event === 'new_message') return [payload as Message];
    return event === 'new_messages' ? (payload as { messages: Message[] }).messages : [];
  });

it('messages that follow each other come joined to who asked for it, one by one to everybody else', async () => {
  const { id: room_id } = await createRoom(amy, { member_ids: [ben.id] });
  const sender = await amy.connect();
  const plain = await ben.connect();
  const auth = { token: ben.token, batches: true };
  const taker = new Line(io(server.url, { auth, transports: ['websocket'], forceNew: true }));
  await taker.next('ready');

  const sent = await Promise.all(
    Array.from({ length: SENDS }, (_, n) => sender.ask('send_message', { room_id, content: `${n}` })),
  );
  expect(sent.every(({ ok }) => ok)).toBe(true);
  for (const line of [plain, taker]) await line.until(() => told(line).length >= SENDS);

  const numbers = Array.from({ length: SENDS }, (_, n) => n + 1);
  expect(told(plain).map(({ seq }) => seq)).toEqual(numbers);
  expect(told(taker)).toEqual(told(plain));
  expect(plain.all('new_messages')).toEqual([]);
  expect(taker.all('new_messages').length).toBeGreaterThan(0);
  expect(taker.received.length).toBeLessThan(plain.received.length);
  taker.socket.disconnect();
});
