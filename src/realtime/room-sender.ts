import { Injectable, Logger } from '@nestjs/common';
import { Metrics } from '../common/metrics/metrics.js';
import type { ServerEvent } from '../contract/events.js';
import { frameOf, packetOf } from './frames.js';
import { type ParleySocket, SocketServer } from './socket-server.js';

interface Sendable {
  event: ServerEvent;
  payload: unknown;
}

/** What is to go to the sockets of a room next. */
interface Outbox {
  items: Sendable[];
}

/** The same events in the two forms in which clients take them, each made when the first socket asks for it. */
interface Encoded {
  packets: readonly string[];
  bytes: Buffer;
}

/** One write to N sockets costs as much as N writes: a millisecond of patience for so many of them. */
const SOCKETS_FOR_A_MS = 50;
/** Nobody waits longer than this for a message that came right behind another one. */
const WINDOW_MOST_MS = 10;
/** Clients in other languages refuse packets above 1 MB. */
const JOINED_MOST = 256 * 1024;

/**
 * Sends the numbered events of a room to its sockets on this node, in order. What comes in one turn leaves by one write
 * to each socket. In a large room what follows within milliseconds waits for the rest of them: writing is what a delivery
 * costs. The first event after a pause never waits.
 */
@Injectable()
export class RoomSender {
  private readonly log = new Logger(RoomSender.name);
  private readonly outboxes = new Map<string, Outbox>();

  constructor(
    private readonly sockets: SocketServer,
    private readonly metrics: Metrics,
  ) {}

  push(room: string, item: Sendable): void {
    const open = this.outboxes.get(room);
    if (open) {
      open.items.push(item);
      return;
    }
    const outbox = { items: [item] };
    this.outboxes.set(room, outbox);
    queueMicrotask(() => this.flush(room, outbox));
  }

  private flush(room: string, outbox: Outbox): void {
    const { items } = outbox;
    outbox.items = [];
    let sockets = 0;
    try {
      if (items.length > 0) sockets = this.send(room, items);
      if (sockets > 0) this.measure(items, sockets);
    } catch (error) {
      // Clients see the gap and sync. A room whose outbox stayed behind would fall silent.
      this.log.error({ msg: 'a room was not told what was said', err: error });
    }
    const windowMs = Math.min(Math.floor(sockets / SOCKETS_FOR_A_MS), WINDOW_MOST_MS);
    if (windowMs > 0) setTimeout(() => this.flush(room, outbox), windowMs);
    else this.outboxes.delete(room);
  }

  private measure(items: readonly Sendable[], sockets: number): void {
    const now = Date.now();
    for (const { event, payload } of items) {
      this.metrics.deliveries.add(event === 'new_message' ? 'message' : 'change', sockets);
      if (event !== 'new_message') continue;
      const { created_at } = payload as { created_at: string };
      this.metrics.deliveryDelay.observe((now - Date.parse(created_at)) / 1_000);
    }
  }

  /** How many sockets there were. */
  private send(room: string, items: Sendable[]): number {
    const { adapter, sockets } = this.sockets.io.of('/');
    const ids = adapter.rooms.get(room);
    if (!ids) return 0;
    const jsons = items.map(({ payload }) => JSON.stringify(payload));
    let single: Encoded | undefined;
    let joined: Encoded | undefined;
    for (const id of ids) {
      const socket = sockets.get(id) as ParleySocket | undefined;
      if (!socket) continue;
      if (socket.data.batches && items.length > 1) {
        joined ??= encode(joinedPackets(items, jsons));
        write(socket, joined);
      } else {
        single ??= encode(items.map(({ event }, index) => packetOf(event, jsons[index] as string)));
        write(socket, single);
      }
    }
    return ids.size;
  }
}

const encode = (packets: string[]): Encoded => ({ packets, bytes: Buffer.concat(packets.flatMap(frameOf)) });

/** Messages that follow each other as `new_messages`; everything else as it is. */
const joinedPackets = (items: Sendable[], jsons: string[]): string[] => {
  const packets: string[] = [];
  let messages: string[] = [];
  let size = 0;
  const close = () => {
    if (messages.length === 1) packets.push(packetOf('new_message', messages[0] as string));
    else if (messages.length > 1)
      packets.push(packetOf('new_messages', `{"messages":[${messages.join(',')}]}`));
    messages = [];
    size = 0;
  };
  for (const [index, { event }] of items.entries()) {
    const json = jsons[index] as string;
    if (event !== 'new_message' || size + json.length > JOINED_MOST) close();
    if (event === 'new_message') {
      messages.push(json);
      size += json.length;
    } else packets.push(packetOf(event, json));
  }
  close();
  return packets;
};

/** What the types of Engine.IO and ws do not show. */
interface Wire {
  writable: boolean;
  socket?: { _sender?: { sendFrame?: (frames: Buffer[]) => void }; _socket?: { writableNeedDrain: boolean } };
}

/**
 * Straight to the WebSocket where nothing is before us: Engine.IO's queue, which holds what cannot be written yet, costs
 * as much as the write. Frames are complete, so what Engine.IO writes by itself stands before or after them.
 */
const write = ({ conn }: ParleySocket, { packets, bytes }: Encoded): void => {
  const { transport, readyState } = conn;
  if (transport.name !== 'websocket') {
    for (const packet of packets) conn.write(packet);
    return;
  }
  const { writable, socket } = transport as unknown as Wire;
  const { writeBuffer } = conn as unknown as { writeBuffer: unknown[] };
  const free = writable && writeBuffer.length === 0 && socket?._socket?.writableNeedDrain === false;
  if (free && readyState === 'open' && socket._sender?.sendFrame) socket._sender.sendFrame([bytes]);
  // Of a shape that Socket.IO's own broadcasts hand to Engine.IO too. A WebSocket never turns into polling again.
  else conn.write(packets[0] as string, { wsPreEncodedFrame: [bytes] } as object);
};
