import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Server, type Socket } from 'socket.io';
import { Metrics } from '../common/metrics/metrics.js';
import { subscriberOf } from '../common/network/address.js';
import { Config } from '../config/config.js';
import type { Payload, ServerEvent, ServerToClientEvents } from '../contract/events.js';
import { limits } from '../contract/limits.js';
import type { Caller } from '../identity/caller.js';
import { shareSessions } from './worker-lines.js';

// Clients may send anything; the dispatcher looks at each event by its name.
type ClientToServerEvents = Record<string, (...args: unknown[]) => void>;

export interface SocketData {
  caller: Caller;
  expires_at: number;
  /** Takes `new_messages`: said in the handshake. */
  batches?: boolean;
}

export type ParleyServer = Server<ClientToServerEvents, ServerToClientEvents, object, SocketData>;
export type ParleySocket = Socket<ClientToServerEvents, ServerToClientEvents, object, SocketData>;

/** The Socket.IO server of this node. Rooms: `c:<conversation>`, `u:<user>`, `s:<session>`. */
@Injectable()
export class SocketServer {
  private server?: ParleyServer;

  constructor(
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    private readonly config: Config,
    private readonly metrics: Metrics,
  ) {}

  get io(): ParleyServer {
    this.server ??= this.open();
    return this.server;
  }

  private open(): ParleyServer {
    const http = this.http.httpAdapter.getHttpServer();
    const server: ParleyServer = new Server(http, {
      maxHttpBufferSize: limits.packetSize,
      serveClient: false,
      cors: { origin: this.config.env.CORS_ORIGINS },
      pingInterval: 20_000,
      pingTimeout: 15_000,
    });
    shareSessions(http, server.engine);
    return server;
  }

  /** Sends to the sockets of a room on this node. */
  emit<E extends ServerEvent>(room: string, event: E, payload: Payload<E>, except: string[] = []): void {
    this.metrics.deliveries.add('other', this.io.of('/').adapter.rooms.get(room)?.size ?? 0);
    const target = except.length > 0 ? this.io.to(room).except(except) : this.io.to(room);
    // The types of Socket.IO cannot follow that `event` and `payload` belong together; this signature makes sure of it.
    (target as { emit(event: string, payload: unknown): boolean }).emit(event, payload);
  }

  /** Sends to every socket of this node. */
  emitToAll<E extends ServerEvent>(event: E, payload: Payload<E>): void {
    (this.io as { emit(event: string, payload: unknown): boolean }).emit(event, payload);
  }

  /** Sends to one socket of this node; false when it is gone. Each socket is alone in a room of its own name. */
  emitToSocket<E extends ServerEvent>(socketId: string, event: E, payload: Payload<E>): boolean {
    if (!this.io.of('/').sockets.has(socketId)) return false;
    this.emit(socketId, event, payload);
    return true;
  }

  /** Ends what is left of the connections. */
  async close(): Promise<void> {
    this.server?.disconnectSockets(true);
    this.server?.engine.close();
  }
}

export const conversationRoom = (id: string): string => `c:${id}`;
/** Sockets that are not told what others have read. */
export const NO_RECEIPTS = 'no-receipts';
export const userRoom = (id: string): string => `u:${id}`;
/** Of all who come from there. */
export const addressRoom = (ip: string): string => `a:${subscriberOf(ip)}`;
export const sessionRoom = (id: string): string => `s:${id}`;
