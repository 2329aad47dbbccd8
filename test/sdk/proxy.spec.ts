import { afterAll, beforeAll, expect, it } from 'vitest';
import { ParleyClient } from '../../sdk/src/client.js';
import type { Message } from '../../src/contract/message.js';
import { everything, recount } from '../faults/recount.js';
import { startApp, type TestApp } from '../support/app.js';
import { heapAfterCollection, riseOf } from '../support/heap.js';
import { type Person, register } from '../support/people.js';
import { freshSeed, Random } from '../support/random.js';
import { until } from '../support/until.js';
import { acknowledgedAs, Follower, inOrder } from './follower.js';
import { BadNetwork } from './proxy.js';

/** `npm run soak` asks for ten minutes. */
const CHAT_MS = Number(process.env.SOAK_MS ?? 60_000);
const SETTLE_MS = 60_000;
const ACK_TIMEOUT_MS = 2_000;
const SAMPLES = 16;
/** The first quarter of the samples sees what is filled once: compiled code, pools, what is held of the conversation. */
const WARM_UP = SAMPLES / 4;
/** However long it lasts. Each message that each of the five clients kept would be 8 kB. */
const MAX_RISE_MB = 6;

let nodes: TestApp[] = [];

beforeAll(async () => {
  const first = await startApp({ RATE_LIMIT_SCALE: '100000' });
  nodes = [first, await startApp(first.env)];
});
afterAll(() => Promise.all(nodes.map((node) => node.stop())));

/** The pace at which people write, not a wait for anything. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Chat {
  follower: Follower;
  name: number;
  random: Random;
  room_id: string;
  people: Person[];
  end: number;
}

/** Says, corrects, reacts and deletes until the time is up; answers how much was said. */
const chat = async ({ follower, name, random, room_id, people, end }: Chat): Promise<number> => {
  const { client } = follower;
  const open = new Set<Promise<unknown>>();
  const track = (work: Promise<unknown>) => {
    open.add(work);
    void work.finally(() => open.delete(work));
  };
  let last: Message | undefined;
  let n = 0;
  for (; Date.now() < end; n += 1) {
    const named = random.next() < 0.2 ? ` @${random.pick(people).username}` : '';
    const outgoing = { room_id, content: `${n}${named}`, client_id: `${name}-${n}` };
    track(
      client.send(outgoing).then((message) => {
        follower.acknowledged = acknowledgedAs(follower.acknowledged, message);
        last = message;
      }),
    );
    // A change whose answer is lost may have been made or not: everybody must see the same all the same.
    if (last && random.next() < 0.3) {
      const message_id = last.id;
      const roll = random.next();
      const change =
        roll < 0.45
          ? client.emit('add_reaction', { message_id, emoji: '👍' })
          : roll < 0.9
            ? client.emit('edit_message', { message_id, content: `${n} corrected` })
            : client.emit('delete_message', { message_id });
      track(change.catch(() => undefined));
    }
    await pause(60 + random.next() * 240);
    if (open.size > 20) await Promise.race(open);
  }
  await Promise.all(open);
  return n;
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
  const followers = people.map((person, n) => {
    const urls = networks.map(({ url }) => url);
    const client = new ParleyClient({
      urls: n % 2 === 0 ? urls : urls.reverse(),
      token: async () => person.token,
      ackTimeoutMs: ACK_TIMEOUT_MS,
      backoffMs: (attempt) => random.next() * Math.min(1_000, 50 * 2 ** attempt),
    });
    const follower = new Follower(client, room_id);
    client.connect();
    return follower;
  });
  const storm = setInterval(() => random.pick(networks).hurt(), 150);
  const heap: number[] = [];
  const gauge = setInterval(() => heap.push(heapAfterCollection()), CHAT_MS / SAMPLES);
  try {
    const end = Date.now() + CHAT_MS;
    const said = await Promise.all(
      followers.map((follower, name) =>
        chat({ follower, name, random: new Random(random.below(1e9)), room_id, people, end }),
      ),
    );
    clearInterval(storm);
    clearInterval(gauge);
    const stored = await everything(owner, room_id);
    // A silent connection is found by whoever waits for an answer; here nobody does any more.
    for (const { client } of followers) client.drop();
    await until(
      () => followers.every(({ client, store }) => client.isSettled && store?.lastSeq === stored.length),
      { timeoutMs: SETTLE_MS, what: `the same for all (seed ${seed})` },
    );

    expect(stored.length, `seed ${seed}`).toBeGreaterThan(CHAT_MS / 250);
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, n) => n + 1));
    for (const [name, count] of said.entries()) {
      const own = stored.filter(({ sender_id }) => sender_id === people[name]?.id);
      // Each once, and in the order in which it was said.
      expect(own.map(({ client_id }) => client_id)).toEqual(
        Array.from({ length: count }, (_, n) => `${name}-${n}`),
      );
      expect(followers[name]?.acknowledged).toBe(own.reduce(acknowledgedAs, 0n));
    }
    const order = stored.reduce(inOrder, 0n);
    for (const { client, store, wrong, seen, ...follower } of followers) {
      expect(wrong).toEqual([]);
      expect([seen, follower.order]).toEqual([stored.length, order]);
      const { messages = [], pending } = store?.getSnapshot() ?? {};
      const held = stored.slice(-messages.length);
      const shape = ({ id, rev, content, deleted, reactions }: Message) => ({
        ...{ id, rev, content, deleted },
        reactions: reactions.map(({ emoji, user_id }) => `${emoji} ${user_id}`).sort(),
      });
      expect(messages.map(shape)).toEqual(held.map(shape));
      expect(pending).toEqual([]);
      expect(client.counters.get(room_id), `seed ${seed}`).toEqual(recount(stored, client.user?.id ?? '', 0));
    }
    const faults = networks.map((network) => network.faults);
    for (const kind of ['cut', 'reset', 'silent', 'refused', 'overtaken'] as const) {
      expect(
        faults.reduce((sum, one) => sum + one[kind], 0),
        kind,
      ).toBeGreaterThan(0);
    }
    const rise = riseOf(heap.slice(WARM_UP));
    const figures = heap.map((mb) => mb.toFixed(1)).join(' ');
    process.stdout.write(
      `${stored.length} messages, ${JSON.stringify(faults)}, heap ${figures} MB, rise ${rise.toFixed(1)} MB\n`,
    );
    expect(rise, figures).toBeLessThan(MAX_RISE_MB);
  } finally {
    clearInterval(storm);
    clearInterval(gauge);
    for (const { client } of followers) client.close();
    await Promise.all(networks.map((network) => network.stop()));
  }
});
