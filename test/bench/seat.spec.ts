import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Seat } from '../../bench/lib/seat.mjs';

let io: Server;
let seat: Seat;
let due: number[];
let next: [string, object][];

const message = (seq: number, room_id = 'a'.repeat(24)) => ({
  ...{ id: `${seq}`, room_id, dm_id: null, seq, rev: 0, sender: { display_name: 'Ünal' } },
  content: `${seq * 1_000} ${'x'.repeat(300)}`,
});

beforeEach(async () => {
  const server = createServer();
  io = new Server(server);
  io.on('connection', (socket) => {
    socket.on('say', (_payload: object, done: (answer: object) => void) => {
      for (const [event, payload] of next) socket.emit(event, payload);
      done({ ok: true });
    });
    socket.emit('ready', { heads: [] });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  due = [];
  const { port } = server.address() as AddressInfo;
  seat = new Seat(`http://127.0.0.1:${port}`, {}, { onMessage: (n) => void due.push(n) });
  await seat.ready;
});
afterEach(async () => {
  seat.cut();
  await io.close();
});

const say = (...packets: [string, object][]) => {
  next = packets;
  return seat.ask('say', {});
};
const counted = () => {
  const { received, doubled, outOfOrder, lost } = seat.order;
  return { received, doubled, outOfOrder, lost };
};

it('counts messages one by one and in batches, also where a batch is longer than one read', async () => {
  const batch = Array.from({ length: 2_000 }, (_, n) => message(n + 2));
  const answer = await say(['new_message', message(1)], ['new_messages', { messages: batch }]);
  expect(answer).toContain('"ok":true');
  expect(counted()).toEqual({ received: 2_001, doubled: 0, outOfOrder: 0, lost: 0 });
  expect(seat.packets).toBe(2);
  expect(due.slice(0, 3)).toEqual([1_000, 2_000, 3_000]);
});

it('notices what comes twice, late or never, room by room', async () => {
  const other = 'b'.repeat(24);
  const seqs = [5, 6, 6, 9, 7].map((seq): [string, object] => ['new_message', message(seq)]);
  await say(...seqs, ['new_messages', { messages: [message(1, other), message(2, other)] }]);
  expect(counted()).toEqual({ received: 7, doubled: 1, outOfOrder: 1, lost: 1 });
});
