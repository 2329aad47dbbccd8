import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

/** The driver's connection, as far as it matters here. */
export interface DriverConnection {
  readonly socket: EventEmitter;
  cleanup(error: Error): void;
}

interface Internals {
  Connection: { prototype: DriverConnection };
}

/** Not exported by the driver; `closed-connections.spec.ts` tells when it has become another one. */
const { Connection } = createRequire(import.meta.url)('mongodb/lib/cmap/connection.js') as Internals;

const { cleanup } = Connection.prototype;

/**
 * A command that is written at the moment at which its connection dies waits for the socket to drain, which a dead socket never
 * does (mongodb 7.8, `writeCommand`). That ended the driver's watch over the database for good, and the command's caller waited for
 * ever. Woken, the driver looks at the connection's error, and fails as it should.
 */
Connection.prototype.cleanup = function (error) {
  cleanup.call(this, error);
  this.socket.emit('drain');
};
