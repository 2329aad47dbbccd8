import { expect } from 'vitest';
import { ParleyClient } from '../../sdk/src/client.js';
import type { Message } from '../../src/contract/message.js';
import { acknowledgedAs, Follower, inOrder } from '../sdk/follower.js';
import { type Person, register } from '../support/people.js';
import { Random } from '../support/random.js';
import { until } from '../support/until.js';
import { everything, recount } from './recount.js';

interface Options {
  size: number;
  random: Random;
  /** Where accounts are made, and what is stored is read at the end. */
  url: string;
  /** Where the client of the n-th person connects. */
  urlsOf: (n: number) => string[];
  /** What some messages link to. */
  link?: string;
}

interface Seat {
  person: Person;
  follower: Follower;
  random: Random;
  said: number;
}

const SETTLE_MS = 60_000;
/** More than this of one person waits for its acknowledgement only while something is away. */
const MOST_OPEN = 20;

/** The pace at which people write, not a wait for anything. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** People who talk in one room with clients of the SDK, and what must hold afterwards, whatever died meanwhile. */
export class Crowd {
  acknowledged = 0;
  /** The longest that anybody waited for an acknowledgement. */
  slowestMs = 0;
  private over = false;
  private talks: Promise<void>[] = [];

  private constructor(
    readonly room_id: string,
    private readonly seats: Seat[],
    private readonly options: Options,
  ) {}

  static async gather(options: Options): Promise<Crowd> {
    const { size, random, url, urlsOf } = options;
    const people = await Promise.all(Array.from({ length: size }, (_, n) => register(url, `p${n}`)));
    const [owner, ...others] = people as [Person, ...Person[]];
    const made = await owner.api<{ room: { id: string } }>('POST', '/rooms', {
      name: 'storm',
      type: 'private',
      member_ids: others.map(({ id }) => id),
    });
    const { id } = made.body.room;
    const seats = people.map((person, n) => {
      const client = new ParleyClient({
        urls: urlsOf(n),
        token: async () => person.token,
        ackTimeoutMs: 4_000,
        backoffMs: (attempt) => Math.random() * Math.min(1_000, 50 * 2 ** attempt),
      });
      const follower = new Follower(client, id);
      client.connect();
      return { person, follower, random: new Random(random.below(1e9)), said: 0 };
    });
    return new Crowd(id, seats, options);
  }

  get people(): Person[] {
    return this.seats.map(({ person }) => person);
  }

  get clients(): ParleyClient[] {
    return this.seats.map(({ follower }) => follower.client);
  }

  /** Everybody begins to write. */
  talk(): void {
    this.talks = this.seats.map((seat, n) => this.talkOf(seat, n));
  }

  /** Resolves when all that was said is acknowledged and all clients have all of it. */
  async hush(): Promise<Message[]> {
    this.over = true;
    await Promise.all(this.talks);
    const stored = await this.stored();
    // A silent connection is found by whoever waits for an answer; here nobody does any more.
    for (const { follower } of this.seats) follower.client.drop();
    await until(
      () =>
        this.seats.every(
          ({ follower: { client, store } }) => client.isSettled && store?.lastSeq === stored.length,
        ),
      { timeoutMs: SETTLE_MS, what: 'the same for all' },
    );
    return stored;
  }

  /** Every message stored once and in order, seen once and in order by every client; counters equal a recount. */
  async check(stored: Message[]): Promise<void> {
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, n) => n + 1));
    const order = stored.reduce(inOrder, 0n);
    for (const [n, { person, follower, said, random }] of this.seats.entries()) {
      const own = stored.filter(({ sender_id }) => sender_id === person.id);
      expect(own.map(({ client_id }) => client_id)).toEqual(
        Array.from({ length: said }, (_, count) => `${n}-${count}`),
      );
      expect(follower.acknowledged).toBe(own.reduce(acknowledgedAs, 0n));
      expect(follower.wrong).toEqual([]);
      expect([follower.seen, follower.order]).toEqual([stored.length, order]);
      expect(follower.store?.getSnapshot().pending).toEqual([]);
      const position = random.pick(stored);
      const read = await person
        .at(this.options.url)
        .api('POST', `/rooms/${this.room_id}/read`, { message_id: position.id });
      expect(read.body).toEqual(recount(stored, person.id, position.seq));
    }
  }

  close(): void {
    this.over = true;
    for (const { follower } of this.seats) follower.client.close();
  }

  private stored(): Promise<Message[]> {
    const [{ person }] = this.seats as [Seat];
    return everything(person.at(this.options.url), this.room_id);
  }

  /** Says, reacts, corrects and types until it is over; each message until it is acknowledged. */
  private async talkOf(seat: Seat, name: number): Promise<void> {
    const { follower, random } = seat;
    const { client } = follower;
    const { room_id } = this;
    const open = new Set<Promise<void>>();
    let last: Message | undefined;
    const noted = (message: Message, began: number): void => {
      follower.acknowledged = acknowledgedAs(follower.acknowledged, message);
      this.acknowledged += 1;
      this.slowestMs = Math.max(this.slowestMs, performance.now() - began);
      last = message;
    };
    while (!this.over) {
      const began = performance.now();
      const outgoing = { room_id, content: this.words(seat), client_id: `${name}-${seat.said}` };
      seat.said += 1;
      const work = client.send(outgoing).then((message) => noted(message, began));
      open.add(work);
      void work.finally(() => open.delete(work));
      // A change whose answer is lost may have been made or not: everybody must see the same all the same.
      if (last && random.next() < 0.1)
        client.emit('add_reaction', { message_id: last.id, emoji: '👍' }).catch(() => undefined);
      if (random.next() < 0.1) client.tell('typing_start', { room_id });
      await pause(60 + random.next() * 200);
      if (open.size > MOST_OPEN) await Promise.race(open);
    }
    await Promise.all(open);
  }

  private words({ said, random }: Seat): string {
    const named = random.next() < 0.2 ? ` @${random.pick(this.people).username}` : '';
    const linked = this.options.link && random.next() < 0.05 ? ` ${this.options.link}/${said}` : '';
    return `${said}${named}${linked}`;
  }
}
