import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Metrics } from '../common/metrics/metrics.js';
import { RoomSender } from './room-sender.js';
import type { SocketServer } from './socket-server.js';

interface Sock {
  id: string;
  batches?: boolean;
  transport?: 'websocket' | 'polling';
  /** Whether what was written before has left. */
  free?: boolean;
}

/** Sockets in one room that keep what is written to them. */
const roomOf = (...members: Sock[]) => {
  const straight = new Map<string, string[]>(members.map(({ id }) => [id, []]));
  const queued = new Map<string, string[]>(members.map(({ id }) => [id, []]));
  const sockets = new Map(
    members.map(({ id, batches = false, transport = 'websocket', free = true }) => [
      id,
      {
        data: { batches },
        conn: {
          readyState: 'open',
          writeBuffer: free ? [] : ['something'],
          transport: {
            name: transport,
            writable: free,
            socket: {
              _socket: { writableNeedDrain: false },
              _sender: { sendFrame: ([bytes]: [Buffer]) => straight.get(id)?.push(...packetsIn(bytes)) },
            },
          },
          write: (packet: string, options?: { wsPreEncodedFrame: [Buffer] }) =>
            queued.get(id)?.push(...(options ? packetsIn(options.wsPreEncodedFrame[0]) : [packet])),
        },
      },
    ]),
  );
  const adapter = { rooms: new Map([['room', new Set(sockets.keys())]]) };
  const server = { io: { of: () => ({ adapter, sockets }) } } as unknown as SocketServer;
  const sender = new RoomSender(server, new Metrics());
  return { sender, straight, queued };
};

/** The packets in WebSocket frames, without Engine.IO's type. */
const packetsIn = (bytes: Buffer): string[] => {
  const packets: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const short = (bytes[at + 1] as number) & 0x7f;
    const [head, length] =
      short < 126
        ? [2, short]
        : short === 126
          ? [4, bytes.readUInt16BE(at + 2)]
          : [10, Number(bytes.readBigUInt64BE(at + 2))];
    packets.push(bytes.toString('utf8', at + head + 1, at + head + length));
    at += head + length;
  }
  return packets;
};

const message = (seq: number, content = '') =>
  ({ event: 'new_message', payload: { seq, content, created_at: '2026-01-01T00:00:00.000Z' } }) as const;
const edited = (rev: number) => ({ event: 'message_edited', payload: { rev } }) as const;

describe('what comes in one turn', () => {
  it('leaves in order, joined for who takes it so', async () => {
    const { sender, straight } = roomOf({ id: 'plain' }, { id: 'taker', batches: true });
    for (const item of [message(1), message(2), edited(1), message(3)]) sender.push('room', item);
    await Promise.resolve();
    expect(straight.get('plain')).toEqual([
      '2["new_message",{"seq":1,"content":"","created_at":"2026-01-01T00:00:00.000Z"}]',
      '2["new_message",{"seq":2,"content":"","created_at":"2026-01-01T00:00:00.000Z"}]',
      '2["message_edited",{"rev":1}]',
      '2["new_message",{"seq":3,"content":"","created_at":"2026-01-01T00:00:00.000Z"}]',
    ]);
    expect(straight.get('taker')).toEqual([
      '2["new_messages",{"messages":[{"seq":1,"content":"","created_at":"2026-01-01T00:00:00.000Z"},{"seq":2,"content":"","created_at":"2026-01-01T00:00:00.000Z"}]}]',
      '2["message_edited",{"rev":1}]',
      '2["new_message",{"seq":3,"content":"","created_at":"2026-01-01T00:00:00.000Z"}]',
    ]);
  });

  it('is never joined to more than other clients can take', async () => {
    const { sender, straight } = roomOf({ id: 'taker', batches: true });
    for (let seq = 1; seq <= 20; seq += 1) sender.push('room', message(seq, 'x'.repeat(40_000)));
    await Promise.resolve();
    const packets = straight.get('taker') as string[];
    expect(Math.max(...packets.map(({ length }) => length))).toBeLessThan(300_000);
    const numbers = packets.flatMap((packet) =>
      [...packet.matchAll(/"seq":(\d+)/g)].map(([, n]) => Number(n)),
    );
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  it('goes through the queue of Engine.IO where something waits in it, and packet by packet over polling', async () => {
    const { sender, straight, queued } = roomOf(
      { id: 'slow', free: false },
      { id: 'old', transport: 'polling' },
    );
    sender.push('room', message(1));
    sender.push('room', edited(1));
    await Promise.resolve();
    const both = [
      '2["new_message",{"seq":1,"content":"","created_at":"2026-01-01T00:00:00.000Z"}]',
      '2["message_edited",{"rev":1}]',
    ];
    expect([queued.get('slow'), queued.get('old')]).toEqual([both, both]);
    expect([straight.get('slow'), straight.get('old')]).toEqual([[], []]);
  });
});

it('goes on after a send that failed', async () => {
  const { sender, straight } = roomOf({ id: 'a' });
  sender.push('room', { ...message(1), payload: 1n });
  await Promise.resolve();
  expect(straight.get('a')).toEqual([]);
  sender.push('room', edited(1));
  await Promise.resolve();
  expect(straight.get('a')).toEqual(['2["message_edited",{"rev":1}]']);
});

describe('in a large room', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('the first message leaves at once, and what follows within milliseconds together', async () => {
    const members = Array.from({ length: 500 }, (_, n) => ({ id: String(n), batches: true }));
    const { sender, straight } = roomOf(...members);
    sender.push('room', message(1));
    await vi.advanceTimersByTimeAsync(0);
    sender.push('room', message(2));
    await vi.advanceTimersByTimeAsync(5);
    sender.push('room', message(3));
    await vi.advanceTimersByTimeAsync(4);
    expect(straight.get('7')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(straight.get('7')?.at(-1)).toBe(
      '2["new_messages",{"messages":[{"seq":2,"content":"","created_at":"2026-01-01T00:00:00.000Z"},{"seq":3,"content":"","created_at":"2026-01-01T00:00:00.000Z"}]}]',
    );
    await vi.advanceTimersByTimeAsync(20);
    sender.push('room', message(4));
    await vi.advanceTimersByTimeAsync(0);
    expect(straight.get('7')?.at(-1)).toBe(
      '2["new_message",{"seq":4,"content":"","created_at":"2026-01-01T00:00:00.000Z"}]',
    );
  });
});
