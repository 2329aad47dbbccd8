import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { handOnRequest, handOnUpgrade } from './hand-on.js';

/**
 * Processes that share one port (`WORKERS`): a connection goes to any of them, and a client that polls makes many. So the id
 * of an Engine.IO session names its worker, and who gets a request of another's session hands it on. A WebSocket is one
 * connection and needs none of this.
 */
const SESSION = /^\/socket\.io\/.*[?&]sid=(\d+)-/;
/** Those who poll may all want a line at the same moment; Linux refuses more than wait here, and takes its own bound if that is lower. */
const WAITING_LINES = 65_535;

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

  const elsewhere = ({ url = '' }: IncomingMessage): string | undefined => {
    const named = Number(SESSION.exec(url)?.[1] ?? own);
    return named === own ? undefined : lineOf(named);
  };
  const answer = takeOver(server, 'request');
  const upgrade = takeOver(server, 'upgrade');
  server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    const other = elsewhere(message);
    if (other === undefined) answer(message, response);
    // Its worker is gone and the session with it: Engine.IO here does not know it, and says so.
    else handOnRequest(other, message, response, () => answer(message, response));
  });
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    const other = elsewhere(message);
    if (other === undefined) upgrade(message, socket, head);
    else handOnUpgrade(other, message, socket, head);
  });

  // A server of its own, without the limits of time of the other, which has kept them already. One that closed a line because
  // nobody used it for a while would sometimes do so while a request is on its way.
  const inner = createServer({ keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
  inner.on('request', answer);
  inner.on('upgrade', upgrade);
  inner.listen({ path: lineOf(own), exclusive: true, backlog: WAITING_LINES });
  server.once('close', () => {
    inner.close();
    inner.closeAllConnections();
  });
};

/** What the server does so far when this comes, as a function; from now on it does not do it by itself. */
const takeOver = (server: Server, event: 'request' | 'upgrade'): ((...args: unknown[]) => void) => {
  const listeners = server.listeners(event);
  server.removeAllListeners(event);
  return (...args) => {
    for (const listener of listeners) listener.apply(server, args);
  };
};
