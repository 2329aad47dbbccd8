import { Inject, Injectable, Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { decodeShown, type Outlook, type Shown } from './presence.rules.js';
import * as lua from './presence.scripts.js';

interface Scripts {
  presenceEnter(nodes: string, lease: string, life: number): Promise<number>;
  presenceRenew(nodes: string, lease: string, life: number): Promise<number>;
  presenceApply(...args: (string | number)[]): Promise<number>;
  presenceMark(due: string, own: string, ...users: string[]): Promise<number>;
  presenceClaim(...args: (string | number)[]): Promise<[token: number, wait: number, users: string[]]>;
  presenceSettle(...args: (string | number)[]): Promise<[now: number, changes: string[][]]>;
  presenceConnected(nodes: string, on: string, user: string): Promise<number>;
  presenceShown(shown: string, ...users: string[]): Promise<[now: number, shown: (string | null)[]]>;
}

/** Users by whether they are connected to this node, or how long they still count as connected. */
export type Moves = Map<string, { here: true } | { here: false; graceMs: number }>;

export interface Claim {
  token: number;
  users: string[];
  /** How long until the next user is due, as far as is known now. */
  waitMs: number;
}

export interface Change {
  user_id: string;
  before: Shown;
  after: Shown;
  /** When their last connection ended, if that is why. */
  gone_at: number | null;
  /** They changed their status themselves. */
  own: boolean;
}

export const presenceTimes = {
  /** A node that does not renew its lease for so long is dead. With what comes after, below the 10 s of the contract. */
  leaseMs: 7_000,
  renewMs: 2_000,
  /** A page that is loaded again, or a client that goes to another node, does not flicker. */
  graceMs: 1_500,
  /** Others are told of somebody at most this often. */
  spacingMs: 1_000,
  /** How long a node may take to tell of whom it claimed before another one does. */
  patienceMs: 3_000,
  /** After Redis was away: until then nodes are coming back, and who seems gone may not be. */
  returnMs: 2_500,
} as const;

const CHUNK = 500;
const key = (name: string): string => `presence:${name}`;
const NODES = key('nodes');
const USERS = key('users:');
const ON = key('on:');
const GONE = key('gone');
const DUE = key('due');
const RECENT = key('recent');
const SHOWN = key('shown');
const OWN = key('own');

/** Presence in Redis. Fails when Redis is away; who calls knows what to do without. */
@Injectable()
export class PresenceStore {
  private readonly log = new Logger(PresenceStore.name);
  private readonly scripts: Scripts;
  private readonly returned: (() => void)[] = [];
  private awayAt = Number.NEGATIVE_INFINITY;

  constructor(@Inject(Redis) redis: Redis) {
    const define = (name: keyof Scripts, numberOfKeys: number, script: string): void =>
      redis.defineCommand(name, { numberOfKeys, lua: script });
    define('presenceEnter', 1, lua.enterScript);
    define('presenceRenew', 1, lua.renewScript);
    define('presenceApply', 5, lua.applyScript);
    define('presenceMark', 2, lua.markScript);
    define('presenceClaim', 6, lua.claimScript);
    define('presenceSettle', 7, lua.settleScript);
    define('presenceConnected', 2, lua.connectedScript);
    define('presenceShown', 1, lua.shownScript);
    this.scripts = redis as unknown as Scripts;
    redis.on('close', () => this.missed());
    redis.on('ready', () => this.back());
  }

  /** Called when Redis is there again after it was away: it may have forgotten anything. */
  onReturn(listener: () => void): void {
    this.returned.push(listener);
  }

  /** Not so while Redis is away, and for a while after: nodes and what they know are coming back. */
  isSettled(forMs: number = presenceTimes.returnMs): boolean {
    return performance.now() - this.awayAt > forMs;
  }

  async enter(lease: string): Promise<void> {
    await this.ask(() => this.scripts.presenceEnter(NODES, lease, micro(presenceTimes.leaseMs)));
  }

  /** False when the lease has ended: take another one. */
  async renew(lease: string): Promise<boolean> {
    return (
      (await this.ask(() => this.scripts.presenceRenew(NODES, lease, micro(presenceTimes.leaseMs)))) === 1
    );
  }

  /** The lease ends soon: who does not come back on another node by then is gone. */
  async retire(lease: string): Promise<void> {
    await this.ask(() => this.scripts.presenceRenew(NODES, lease, micro(presenceTimes.graceMs)));
  }

  /** False when the lease has ended. */
  async apply(lease: string, moves: Moves): Promise<boolean> {
    const args = [...moves].flatMap(([user, move]) => [user, move.here ? '' : micro(move.graceMs)]);
    for (let i = 0; i < args.length; i += CHUNK * 2) {
      const part = args.slice(i, i + CHUNK * 2);
      const done = await this.ask(() =>
        this.scripts.presenceApply(NODES, USERS, ON, GONE, DUE, lease, ...part),
      );
      if (done !== 1) return false;
    }
    return true;
  }

  /** They changed their status. */
  async mark(userIds: string[]): Promise<void> {
    await this.ask(() => this.scripts.presenceMark(DUE, OWN, ...userIds));
  }

  async claim(max: number): Promise<Claim> {
    const times = [micro(presenceTimes.patienceMs), micro(presenceTimes.spacingMs)];
    const [token, wait, users] = await this.ask(() =>
      this.scripts.presenceClaim(NODES, USERS, ON, GONE, DUE, RECENT, max, ...times),
    );
    return { token, users, waitMs: wait < 0 ? Number.POSITIVE_INFINITY : wait / 1000 };
  }

  /** Who changed in the eyes of others, and when that was: a later change has a greater number. */
  async settle(token: number, outlooks: Outlook[]): Promise<{ version: number; changes: Change[] }> {
    const args = outlooks.flatMap(({ user_id, here, away, expires_in_ms }) => [
      user_id,
      here,
      away,
      expires_in_ms === null ? '' : micro(expires_in_ms),
    ]);
    const [version, changed] = await this.ask(() =>
      this.scripts.presenceSettle(
        NODES,
        ON,
        GONE,
        DUE,
        RECENT,
        SHOWN,
        OWN,
        token,
        micro(presenceTimes.spacingMs),
        ...args,
      ),
    );
    return { version, changes: changed.map(toChange) };
  }

  /** Whatever others see. */
  async isConnected(userId: string): Promise<boolean> {
    return (await this.ask(() => this.scripts.presenceConnected(NODES, ON, userId))) === 1;
  }

  /** What others see of these, one for each, and when that was. */
  async shown(userIds: string[]): Promise<{ version: number; shown: Map<string, Shown> }> {
    const [version, values] = await this.ask(() => this.scripts.presenceShown(SHOWN, ...userIds));
    return { version, shown: new Map(userIds.map((id, i) => [id, decodeShown(values[i] ?? null)])) };
  }

  private async ask<T>(command: () => Promise<T>): Promise<T> {
    try {
      return await command();
    } catch (error) {
      this.missed();
      this.log.debug(`Redis did not answer: ${error instanceof Error ? error.message : error}`);
      throw error;
    }
  }

  private missed(): void {
    this.awayAt = performance.now();
  }

  private back(): void {
    if (this.awayAt === Number.NEGATIVE_INFINITY) return; // It is there for the first time.
    this.missed();
    for (const listener of this.returned) listener();
  }
}

const micro = (ms: number): number => Math.round(ms * 1000);

const toChange = ([user_id = '', before = '', after = '', gone = '', own = '']: string[]): Change => ({
  user_id,
  before: decodeShown(before),
  after: decodeShown(after),
  gone_at: gone === '' ? null : Math.floor(Number(gone) / 1000),
  own: own === '1',
});
