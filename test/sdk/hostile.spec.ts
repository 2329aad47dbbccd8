import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ParleyClient } from '../../sdk/src/client.js';
import type { Ack } from '../../sdk/src/contract.js';
import { ConversationStore, type LiveChange } from '../../sdk/src/conversation-store.js';
import { ParleyError } from '../../sdk/src/errors.js';
import type { Message } from '../../sdk/src/generated/contract.js';
import { Outbox, type Outgoing } from '../../sdk/src/outbox.js';
import { memoryStorage } from '../../sdk/src/outbox-storage.js';
import { startApp } from '../support/app.js';
import { register } from '../support/people.js';
import { until } from '../support/until.js';

type Answer = Ack<{ message: Message }>;
const room_id = 'a'.repeat(24);
const problem = (code: string, status: number, retry_after_ms?: number) =>
  ({ ok: false, error: { code, status, detail: code, retry_after_ms } }) as unknown as Answer;

/** What may become of one try to send. */
const fates = [
  'acknowledged',
  'late', // The client has given up waiting and sends again before this one is stored.
  'answer lost',
  'lost',
  'event only',
  'event first',
  'event of another',
  'unavailable',
  'limited',
  'token expired',
] as const;
type Fate = (typeof fates)[number];

/** Stores each `client_id` once, as the real one does, and says so in the way that fate wants. */
class HostileServer {
  readonly stored: Message[] = [];
  outbox: Outbox | undefined;

  constructor(private readonly fates: Fate[]) {}

  readonly send = async (outgoing: Outgoing): Promise<Answer> => {
    const fate = this.fates.shift() ?? 'acknowledged';
    const lost = ParleyError.local('offline');
    switch (fate) {
      case 'lost':
        throw lost;
      case 'unavailable':
        return problem('service_unavailable', 503);
      case 'limited':
        return problem('rate_limited', 429, 700);
      case 'token expired':
        return problem('token_expired', 401);
      case 'late':
        setTimeout(() => this.outbox?.acknowledge(this.store(outgoing)), 300);
        throw lost;
    }
    const message = this.store(outgoing);
    if (fate === 'answer lost') throw lost;
    if (fate === 'event of another') this.outbox?.acknowledge({ ...message, client_id: 'of nobody' });
    if (fate === 'event first' || fate === 'event only') this.outbox?.acknowledge(message);
    if (fate === 'event only') throw lost;
    return { ok: true, message };
  };

  private store({ client_id }: Outgoing): Message {
    const known = this.stored.find((message) => message.client_id === client_id);
    if (known) return known;
    const message = { id: client_id, client_id, room_id, seq: this.stored.length + 1 } as Message;
    this.stored.push(message);
    return message;
  }
}

describe('the outbox before a hostile server', () => {
  afterEach(() => void vi.useRealTimers());

  it('has each message stored once and in order, whatever becomes of tries, answers and events', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...fates), { maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        async (tries, count) => {
          vi.useFakeTimers();
          const server = new HostileServer([...tries]);
          const storage = memoryStorage();
          const outbox = new Outbox({ send: server.send, storage });
          server.outbox = outbox;
          const ids = Array.from({ length: count }, (_, n) => `m${n}`);
          const sent = Promise.all(ids.map((client_id) => outbox.add({ client_id, room_id, content: '' })));
          for (let n = 0; n < 200 && outbox.size > 0; n += 1) await vi.advanceTimersByTimeAsync(1_000);
          expect((await sent).map(({ client_id }) => client_id)).toEqual(ids);
          expect(server.stored.map(({ client_id }) => client_id)).toEqual(ids);
          expect(outbox.pendingIn(room_id)).toEqual([]);
          expect(await storage.load()).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a conversation before a hostile network', () => {
  const seqs = [1, 2, 3, 4, 5, 6];
  const said = (seq: number, rev = 0, content = 'as it was'): Message =>
    ({
      id: `m${seq}`,
      seq,
      rev,
      content,
      parent_id: null,
      reactions: [],
      created_at: '',
    }) as unknown as Message;
  const change = (rev: number): LiveChange => {
    const seq = 1 + ((rev * 5) % seqs.length);
    return rev % 2 === 0
      ? { rev, message: said(seq, rev, `as of ${rev}`) }
      : { rev, message_id: `m${seq}`, reaction: { emoji: '👍', user_id: `u${rev}` }, added: true };
  };
  const revs = Array.from({ length: 8 }, (_, n) => n + 1);
  const shown = ({ messages, lastSeq, lastRev }: ConversationStore) => ({
    ...{ lastSeq, lastRev },
    messages: messages.map(({ id, seq, content, reactions }) => ({ id, seq, content, reactions })),
  });
  const inOrder = new ConversationStore({ room_id });
  for (const seq of seqs) inOrder.receive(said(seq));
  for (const rev of revs) inOrder.change(change(rev));

  it('shows the same in whatever order, and however often, messages and changes come', () => {
    const events = [
      ...seqs.map((seq) => (store: ConversationStore) => store.receive(said(seq))),
      ...revs.map((rev) => (store: ConversationStore) => store.change(change(rev))),
    ];
    const indexes = events.map((_, n) => n);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(indexes, { minLength: events.length }),
        fc.array(fc.constantFrom(...indexes), { maxLength: 20 }),
        (order, again) => {
          const store = new ConversationStore({ room_id });
          for (const [n, index] of order.entries()) {
            events[index]?.(store);
            events[again[n] ?? index]?.(store);
          }
          expect(store.hasGap).toBe(false);
          expect(shown(store)).toEqual(shown(inOrder));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a server that answers 503 to everything for a while', () => {
  it('is waited for; what was said meanwhile is stored once', async () => {
    const node = await startApp();
    const sockets = new Set<Socket>();
    let refused = 0;
    let isWell = false;
    const front: Server = createServer((_request, response) => {
      refused += 1;
      response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503</h1>');
    });
    front.on('upgrade', (request, socket: Socket) => {
      sockets.add(socket);
      if (!isWell) {
        refused += 1;
        return socket.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n');
      }
      const upstream = connect(Number(new URL(node.url).port), '127.0.0.1');
      sockets.add(upstream);
      const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      upstream.write(`GET ${request.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
      upstream.pipe(socket).pipe(upstream);
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    const urls = [`http://127.0.0.1:${(front.address() as AddressInfo).port}`];
    const amy = await register(node.url, 'amy');
    const made = await amy.api<{ room: { id: string } }>('POST', '/rooms', {
      name: 'Patience',
      type: 'public',
    });
    const { id } = made.body.room;
    const client = new ParleyClient({ urls, token: async () => amy.token, backoffMs: () => 30 }).connect();
    try {
      const sent = ['one', 'two'].map((content) => client.send({ room_id: id, content }));
      await expect(client.api.getMe()).rejects.toMatchObject({ code: 'offline', status: 0 });
      await until(() => refused > 4, { what: 'several tries' });
      expect(client.pendingIn({ room_id: id })).toHaveLength(2);
      isWell = true;
      expect((await Promise.all(sent)).map(({ seq }) => seq)).toEqual([1, 2]);
      expect(client.pendingIn({ room_id: id })).toEqual([]);
    } finally {
      client.close();
      for (const socket of sockets) socket.destroy();
      front.close();
      await node.stop();
    }
  });
});
