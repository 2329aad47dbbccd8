import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { connect } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';

/** Lines stay open between requests: with one for each, a busy poll pays for a connection every time. */
const lines = new Agent({ keepAlive: true });

/** What two ends of a connection say to each other about it, and about nothing behind it. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding']);

const withoutConnection = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));

/**
 * Gives a request to the server that listens at `path`, and what that answers to who asked. `unreachable` answers when
 * nobody is there, or not long enough to answer.
 */
export const handOnRequest = (
  path: string,
  message: IncomingMessage,
  response: ServerResponse,
  unreachable: () => void,
): void => {
  const { method, url } = message;
  // With the `close` of a client the other end would close as soon as it has answered. Node ends a body with an empty write,
  // which a Unix socket refuses from then on (EPIPE): what was taken and acknowledged would look like a failure.
  const headers = { ...message.headers, connection: 'keep-alive' };
  const onward = request({ socketPath: path, agent: lines, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, withoutConnection(answer.headers));
    // Not `pipe`: an answer that breaks off has to break off for the client too, which would wait for the rest.
    pipeline(answer, response, () => {});
  });
  onward.on('error', () => {
    if (response.headersSent || response.destroyed) response.destroy();
    else unreachable();
  });
  response.once('close', () => onward.destroy());
  message.pipe(onward);
};

/** Joins a connection that is to become a WebSocket to the server that listens at `path`. */
export const handOnUpgrade = (path: string, message: IncomingMessage, socket: Duplex, head: Buffer): void => {
  const { method, url, rawHeaders } = message;
  const onward = connect(path);
  const headers = [`${method} ${url} HTTP/1.1`];
  for (let n = 0; n < rawHeaders.length; n += 2) headers.push(`${rawHeaders[n]}: ${rawHeaders[n + 1]}`);
  onward.write(`${headers.join('\r\n')}\r\n\r\n`);
  onward.write(head);
  socket.pipe(onward).pipe(socket);
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
  socket.on('close', () => onward.destroy());
};
