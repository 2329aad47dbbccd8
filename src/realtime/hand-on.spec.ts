import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import {
  Agent,
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { handOnRequest } from './hand-on.js';

let folder: string;
const servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-hand-on-'));
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(folder, { recursive: true });
});

type Answers = (message: IncomingMessage, response: ServerResponse) => void;

const listening = async (server: Server, at: string | number): Promise<Server> => {
  servers.push(server.listen(at));
  await once(server, 'listening');
  return server;
};

/** One server hands everything on to another; `post` asks it, as a client with these headers. */
const pair = async (owner: Answers | undefined) => {
  const path = join(folder, 'owner.sock');
  const behind = owner && (await listening(createServer({ keepAliveTimeout: 0 }, owner), path));
  const before = createServer((message, response) =>
    handOnRequest(path, message, response, () => response.writeHead(400).end('nobody there')),
  );
  const { port } = (await listening(before, 0)).address() as { port: number };
  const post = async (body: string, headers: OutgoingHttpHeaders = {}, agent: Agent | false = false) => {
    const question = request({ port, method: 'POST', headers, agent });
    question.end(body);
    const [answer] = (await once(question, 'response')) as [IncomingMessage];
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
  };
  return { behind, port, post };
};

const echo: Answers = (message, response) => void text(message).then((body) => response.end(body));

it('whether the connection of the client closes is not said to the other server, whose lines stay', async () => {
  const said: unknown[] = [];
  let lines = 0;
  const { behind, post } = await pair((message, response) => {
    said.push(message.headers.connection);
    echo(message, response);
  });
  behind?.on('connection', () => {
    lines += 1;
  });
  const answers = [await post('one'), await post('two'), await post('three')];
  expect(answers.map(({ body }) => body)).toEqual(['one', 'two', 'three']);
  expect(answers.map(({ headers }) => headers.connection)).toEqual(['close', 'close', 'close']);
  expect(said).toEqual(['keep-alive', 'keep-alive', 'keep-alive']);
  expect(lines).toBeLessThan(3);

  const agent = new Agent({ keepAlive: true });
  expect((await post('four', {}, agent)).headers.connection).toBe('keep-alive');
  agent.destroy();
});

it('a body and an answer of unknown length pass whole', async () => {
  const { post } = await pair((message, response) => void message.pipe(response));
  const body = 'ä'.repeat(1_000_000);
  const answer = await post(body, { 'transfer-encoding': 'chunked' });
  expect(answer.headers['transfer-encoding']).toBe('chunked');
  expect(answer.body === body).toBe(true);
});

it('where nobody listens, or who listens hangs up, we answer', async () => {
  const { post } = await pair(undefined);
  expect(await post('a body')).toMatchObject({ status: 400, body: 'nobody there' });
  const { post: postToOther } = await pair((message) => message.socket.destroy());
  expect(await postToOther('a body')).toMatchObject({ status: 400, body: 'nobody there' });
});

it('an answer that breaks off breaks off for the client', async () => {
  const { post } = await pair((_, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half of it', () => response.destroy());
  });
  await expect(post('a body')).rejects.toThrow('aborted');
});

it('a client that goes away while it waits is gone for the other server', async () => {
  const { promise: waiting, resolve: waits } = Promise.withResolvers<ServerResponse>();
  const { port } = await pair((_, response) => waits(response));
  const question = request({ port, agent: false }).on('error', () => {});
  question.end();
  const closed = once(await waiting, 'close');
  question.destroy();
  await closed;
});
