import { afterAll, beforeAll, expect, it } from 'vitest';
import { ParleyClient } from '../../sdk/src/client.js';
import type { Message } from '../../src/contract/message.js';
import { everything, recount } from '../faults/recount.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { freshSeed, Random } from '../support/random.js';
import { until } from '../support/until.js';
import { BadNetwork } from './proxy.js';

/** `npm run soak` asks for ten minutes. */
const CHAT_MS = Number(process.env.SOAK_MS ?? 25_000);
const SETTLE_MS = 60_000;
const ACK_TIMEOUT_MS = 2_000;
/** For each pass of the garbage collector something is left that nobody has asked back yet. */
const MAX_GROWTH = 60_000_000;

let nodes: TestApp[] = [];

beforeAll(async () => {
  const first = await startApp({ RATE_LIMIT_SCALE: '100000' });
  nodes = [first, await startApp(first.env)];
});
afterAll(() => Promise.all(nodes.map((node) => node.stop())));

/** The pace at which people write, not a wait for anything. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Says, corrects, reacts and deletes until the time is up; answers what was acknowledged. */
const chat = async (client: ParleyClient, random: Random, room_id: string, people: Person[], end: number) => {
  const acknowledged: Message[] = [];
  const open = new Set<Promise<unknown>>();
  const track = (work: Promise<unknown>) => {
    open.add(work);
    void work.finally(() => open.delete(work));
  };
  for (let n = 0; Date.now() < end; n += 1) {
    const named = random.next() < 0.2 ? ` @${random.pick(people).username}` : '';
    track(client.send({ room_id, content: `${n}${named}` }).then((message) => acknowledged.push(message)));
    const last = acknowledged.at(-1);
    // A change whose answer is lost may have been made or not: everybody must see the same all the same.
    if (last && random.next() < 0.3) {
      const message_id = last.id;
      const change =
        random.next() < 0.5
          ? client.emit('add_reaction', { message_id, emoji: '👍' })
          : client.emit('edit_message', { message_id, content: `${n} corrected` });
      track(change.catch(() => undefined));
    }
    await pause(20 + random.next() * 80);
    if (open.size > 20) await Promise.race(open);
  }
  await Promise.all(open);
  return acknowledged;
};

it('five clients hold the same after a chat through a bad network', {
  timeout: CHAT_MS + SETTLE_MS * 3,
}, async () => {
  const seed = freshSeed();
  const random = new Random(seed);
  const networks = await Promise.all(nodes.map(({ url }) => BadNetwork.before(url, random)));
  const [first] = nodes as [TestApp];
  const people = await Promise.all(Array.from({ length: 5 }, (_, n) => register(first.url, `p${n}`)));
  const [owner, ...others] = people as [Person, ...Person[]];
  const made = await owner.api<{ room: { id: string } }>('POST', '/rooms', {
    name: 'weather',
    type: 'private',
    member_ids: others.map(({ id }) => id),
  });
  const room_id = made.body.room.id;
  const clients = people.map((person, n) => {
    const urls = networks.map(({ url }) => url);
    return new ParleyClient({
      urls: n % 2 === 0 ? urls : urls.reverse(),
      token: async () => person.token,
      ackTimeoutMs: ACK_TIMEOUT_MS,
      backoffMs: (attempt) => random.next() * Math.min(1_000, 50 * 2 ** attempt),
    }).connect();
  });
  const storm = setInterval(() => random.pick(networks).hurt(), 150);
  const memory: number[] = [];
  const gauge = setInterval(() => memory.push(process.memoryUsage().heapUsed), CHAT_MS / 20);
  try {
    const end = Date.now() + CHAT_MS;
    const said = await Promise.all(
      clients.map((client) => chat(client, new Random(random.below(1e9)), room_id, people, end)),
    );
    clearInterval(storm);
    const stored = await everything(owner, room_id);
    // A silent connection is found by whoever waits for an answer; here nobody does any more.
    for (const client of clients) client.drop();
    const isSame = (client: ParleyClient) =>
      client.isSettled && client.conversations.get(room_id)?.lastSeq === stored.length;
    await until(() => clients.every(isSame), {
      timeoutMs: SETTLE_MS,
      what: `the same for all (seed ${seed})`,
    });

    const [reference] = clients.map((client) => client.conversations.get(room_id)?.messages ?? []);
    const acknowledged = said.flat();
    expect(acknowledged.length, `seed ${seed}`).toBeGreaterThan(CHAT_MS / 250);
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, n) => n + 1));
    expect(new Set(stored.map(({ client_id }) => client_id)).size).toBe(stored.length);
    expect(stored.length).toBe(acknowledged.length);
    const bySeq = new Map(stored.map(({ id, seq }) => [id, seq]));
    for (const { id, seq } of acknowledged) expect(bySeq.get(id)).toBe(seq);
    for (const client of clients) {
      const { messages = [], pending } = client.conversations.get(room_id)?.getSnapshot() ?? {};
      expect(messages.map(({ id, rev }) => [id, rev])).toEqual(stored.map(({ id, rev }) => [id, rev]));
      expect(messages.map(({ content }) => content)).toEqual(reference?.map(({ content }) => content));
      expect(pending).toEqual([]);
    }
    for (const [n, person] of people.entries()) {
      const shown = clients[n]?.counters.get(room_id);
      expect(shown, person.username).toEqual(recount(stored, person.id, 0));
    }
    const faults = networks.map((network) => network.faults);
    for (const kind of ['cut', 'reset', 'silent', 'refused'] as const) {
      expect(
        faults.reduce((sum, one) => sum + one[kind], 0),
        kind,
      ).toBeGreaterThan(0);
    }
    const growth = (memory.at(-1) ?? 0) - (memory[Math.floor(memory.length / 2)] ?? 0);
    expect(growth).toBeLessThan(MAX_GROWTH);
  } finally {
    clearInterval(storm);
    clearInterval(gauge);
    for (const client of clients) client.close();
    await Promise.all(networks.map((network) => network.stop()));
  }
});
