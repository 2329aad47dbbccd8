import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Random } from '../support/random.js';

interface Pair {
  client: Socket;
  server: Socket;
  /** Nothing goes through any more, and neither end is told. */
  silent: boolean;
}

/**
 * A bad network between clients and one node: what goes through is late, by another time for each connection, so that a
 * later connection overtakes an earlier one; and connections are cut, reset, refused, or left half open.
 */
export class BadNetwork {
  readonly faults = { cut: 0, reset: 0, silent: 0, refused: 0, overtaken: 0 };
  private readonly pairs = new Set<Pair>();
  private readonly server: Server;
  private refusing = 0;
  /** How much came in, and what of it went out last: less than that was overtaken by another connection. */
  private came = 0;
  private went = 0;

  private constructor(
    private readonly target: URL,
    private readonly random: Random,
    private readonly maxDelayMs: number,
  ) {
    this.server = createServer((client) => this.accept(client));
  }

  static async before(url: string, random: Random, maxDelayMs = 60): Promise<BadNetwork> {
    const network = new BadNetwork(new URL(url), random, maxDelayMs);
    await new Promise<void>((resolve) => network.server.listen(0, '127.0.0.1', resolve));
    return network;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** One fault for one connection. */
  hurt(): void {
    if (this.pairs.size === 0) return;
    const pair = this.random.pick([...this.pairs]);
    const roll = this.random.next();
    if (roll < 0.4) this.cut(pair);
    else if (roll < 0.7) this.reset(pair);
    else if (roll < 0.85) this.silence(pair);
    else this.refuseNext();
  }

  /** Every connection that there is: each is cut at once. */
  cutAll(): void {
    for (const pair of this.pairs) this.reset(pair);
  }

  /** Every connection that there is stays open, and nothing comes through it again. */
  silenceAll(): void {
    for (const pair of this.pairs) this.silence(pair);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.destroy();
    }
    await closed;
  }

  private cut({ client, server }: Pair): void {
    this.faults.cut += 1;
    client.end();
    server.end();
  }

  private reset({ client, server }: Pair): void {
    this.faults.reset += 1;
    client.resetAndDestroy();
    server.resetAndDestroy();
  }

  /** Half open: what was sent is lost, and only a time-out tells. */
  private silence(pair: Pair): void {
    this.faults.silent += 1;
    pair.silent = true;
  }

  private refuseNext(): void {
    this.faults.refused += 1;
    this.refusing += 1;
  }

  private accept(client: Socket): void {
    if (this.refusing > 0) {
      this.refusing -= 1;
      client.resetAndDestroy();
      return;
    }
    const server = connect(Number(this.target.port), this.target.hostname);
    const pair: Pair = { client, server, silent: false };
    this.pairs.add(pair);
    const delay = this.random.next() * this.maxDelayMs;
    this.pipe(pair, client, server, delay);
    this.pipe(pair, server, client, delay);
  }

  private pipe(pair: Pair, from: Socket, to: Socket, delay: number): void {
    // In order within the connection, as TCP has it.
    const later = (work: () => void) => setTimeout(work, delay);
    from.on('data', (bytes) => {
      if (pair.silent) return;
      this.came += 1;
      const { came } = this;
      later(() => {
        if (came < this.went) this.faults.overtaken += 1;
        this.went = Math.max(this.went, came);
        if (to.writable) to.write(bytes);
      });
    });
    from.on('end', () => {
      if (!pair.silent) later(() => to.end());
    });
    from.on('error', () => undefined); // What was done to it is no surprise.
    from.on('close', () => {
      // Of a half-open connection one end stays.
      if (to.destroyed) this.pairs.delete(pair);
      if (!pair.silent) later(() => to.destroy());
    });
  }
}
