import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { limits } from '../contract/limits.js';
import { cut, unsentBytes } from './backpressure.js';
import { type ParleySocket, SocketServer } from './socket-server.js';

const EVERY_MS = 1_000;

/**
 * Ends connections that do not read what they are sent: what waits for them would fill the memory of the node. One that is
 * behind with a large answer, and gets less behind, is left alone.
 */
@Injectable()
export class SlowSockets implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(SlowSockets.name);
  private behind = new Map<ParleySocket, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly sockets: SocketServer) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.sweep(), EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private sweep(): void {
    const before = this.behind;
    this.behind = new Map();
    for (const socket of this.sockets.io.of('/').sockets.values()) {
      const unsent = unsentBytes(socket);
      if (unsent <= limits.unsentSize) continue;
      if (unsent < (before.get(socket) ?? Number.POSITIVE_INFINITY)) this.behind.set(socket, unsent);
      else this.end(socket, unsent);
    }
  }

  private end(socket: ParleySocket, unsent: number): void {
    this.log.warn({
      msg: 'a connection that does not read was ended',
      user_id: socket.data.caller.id,
      unsent,
    });
    cut(socket);
  }
}
