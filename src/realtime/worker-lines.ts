import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

/**
 * Processes that share one port (`WORKERS`): the kernel gives each connection to any of them, and a client that polls makes
 * many. So the id of an Engine.IO session names its worker, and who gets a request of another's session hands it on.
 * A WebSocket is one connection and needs none of this.
 */
const SESSION = /^\/socket\.io\/.*[?&]sid=(\d+)-/;
/** What Engine.IO says of a session that it does not know: the client begins anew. */
const UNKNOWN_SESSION = JSON.stringify({ code: 1, message: 'Session ID unknown' });

const meetingPlace = (parent: number): string => join(tmpdir(), `parley-workers-${parent}`);
const lineOf = (worker: number): string => join(meetingPlace(process.ppid), `${worker}.sock`);

/** Where workers find each other: a folder of the parent, closed to others. */
export const makeMeetingPlace = (): void => {
  removeMeetingPlace();
  mkdirSync(meetingPlace(process.pid), { mode: 0o700 });
};
export const removeMeetingPlace = (): void =>
  rmSync(meetingPlace(process.pid), { recursive: true, force: true });

interface Engine {
  generateId(request: IncomingMessage): string | PromiseLike<string>;
}

/** Does nothing in a process that is alone. To be called when all listeners of the server are there. */
export const shareSessions = (server: Server, engine: Engine): void => {
  const own = cluster.worker?.id;
  if (own === undefined) return;
  engine.generateId = () => `${own}-${randomBytes(15).toString('base64url')}`;

  const inner = createServer((socket) => server.emit('connection', socket));
  inner.listen({ path: lineOf(own), exclusive: true });
  server.once('close', () => inner.close());

  const elsewhere = ({ url = '' }: IncomingMessage): number | undefined => {
    const named = Number(SESSION.exec(url)?.[1] ?? own);
    return named === own ? undefined : named;
  };
  const divert = (event: 'request' | 'upgrade', handOn: (...args: never[]) => void): void => {
    const listeners = server.listeners(event);
    server.removeAllListeners(event);
    server.on(event, (message: IncomingMessage, ...rest: unknown[]) => {
      const other = elsewhere(message);
      if (other === undefined) for (const listener of listeners) listener.call(server, message, ...rest);
      else handOn(...([lineOf(other), message, ...rest] as never[]));
    });
  };
  divert('request', handOnRequest);
  divert('upgrade', handOnUpgrade);
};

const handOnRequest = (path: string, message: IncomingMessage, response: ServerResponse): void => {
  const { method, url, headers } = message;
  const onward = request({ socketPath: path, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(400, { 'content-type': 'application/json' }).end(UNKNOWN_SESSION);
  });
  response.once('close', () => onward.destroy());
  message.pipe(onward);
};

const handOnUpgrade = (path: string, message: IncomingMessage, socket: Duplex, head: Buffer): void => {
  const { method, url, rawHeaders } = message;
  const onward = connect(path);
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let n = 0; n < rawHeaders.length; n += 2) lines.push(`${rawHeaders[n]}: ${rawHeaders[n + 1]}`);
  onward.write(`${lines.join('\r\n')}\r\n\r\n`);
  onward.write(head);
  socket.pipe(onward).pipe(socket);
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
  socket.on('close', () => onward.destroy());
};
