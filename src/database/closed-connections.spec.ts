import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DriverConnection } from './closed-connections.js';

import './closed-connections.js';

type Driver = DriverConnection & { command(ns: object, command: object): Promise<unknown> };
const load = createRequire(import.meta.url);
const { Connection } = load('mongodb/lib/cmap/connection.js') as {
  Connection: new (socket: Socket, options: object) => Driver;
};
const { ns, HostAddress } = load('mongodb/lib/utils.js') as {
  ns: (name: string) => object;
  HostAddress: { fromString(address: string): object };
};

let server: Server;
let socket: Socket;
let connection: Driver;

beforeEach(async () => {
  // Reads nothing and says nothing.
  server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const hostAddress = HostAddress.fromString(`127.0.0.1:${port}`);
  connection = new Connection(socket, { id: 1, generation: 1, hostAddress, monitorCommands: false });
});
afterEach(() => {
  socket.destroy();
  server.close();
});

it('a command on a connection that dies at that moment fails', async () => {
  socket.destroy();
  await expect(connection.command(ns('admin.$cmd'), { hello: 1 })).rejects.toThrow('closed');
});

it('a command that is too long for the network fails with its connection', async () => {
  const answer = connection.command(ns('admin.$cmd'), { hello: 'x'.repeat(15_000_000) });
  setImmediate(() => socket.destroy());
  await expect(answer).rejects.toThrow('closed');
});
