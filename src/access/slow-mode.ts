import { Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { AppError } from '../common/errors/app-error.js';
import type { Access } from './access.service.js';

/**
 * The time of the latest message of a member, on the clock of Redis. It is compared with the time that holds now: who
 * wrote under six hours waits ten seconds when those are set. Answers the milliseconds to wait, and the time if there are none.
 */
const takeScript = `
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
local pace = tonumber(ARGV[1])
local last = tonumber(redis.call('GET', KEYS[1]) or '0')
if last + pace > ms then return {last + pace - ms, 0} end
redis.call('SET', KEYS[1], ms, 'PX', pace)
return {0, ms}
`;

/** Only if nobody wrote since. */
const giveBackScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`;

interface Scripts {
  takeSlowTurn(key: string, pace: number): Promise<[wait: number, at: number]>;
  giveSlowTurnBack(key: string, at: number): Promise<number>;
}

/** One message of a member in the time that a room in slow mode sets, over all nodes. While Redis is away nobody is slowed. */
@Injectable()
export class SlowMode {
  private readonly scripts: Scripts;

  constructor(@Inject(Redis) private readonly redis: Redis) {
    redis.defineCommand('takeSlowTurn', { numberOfKeys: 1, lua: takeScript });
    redis.defineCommand('giveSlowTurnBack', { numberOfKeys: 1, lua: giveBackScript });
    this.scripts = redis as unknown as Scripts;
  }

  /** The turn of somebody who was let in to send. Costs nothing where they need not wait. */
  turnOf(user: { id: string }, { conversation, pace_ms }: Access): SlowTurn {
    return new SlowTurn(this, `slow:${conversation.id}:${user.id}`, pace_ms);
  }

  /** The milliseconds to wait, or when the turn was taken. */
  async take(key: string, pace: number): Promise<{ wait: number; at: number }> {
    if (this.redis.status !== 'ready') return { wait: 0, at: 0 };
    try {
      const [wait, at] = await this.scripts.takeSlowTurn(key, pace);
      return { wait, at };
    } catch {
      return { wait: 0, at: 0 };
    }
  }

  async giveBack(key: string, at: number): Promise<void> {
    if (this.redis.status === 'ready') await this.scripts.giveSlowTurnBack(key, at).catch(() => undefined);
  }
}

export class SlowTurn {
  private takenAt = 0;

  constructor(
    private readonly slowMode: SlowMode,
    private readonly key: string,
    private readonly pace: number,
  ) {}

  /** Throws `slow_mode` when it is too soon. */
  async take(): Promise<void> {
    if (this.pace === 0) return;
    const { wait, at } = await this.slowMode.take(this.key, this.pace);
    if (wait > 0) {
      const detail = `Members send one message in ${Math.ceil(this.pace / 1000)} s here. Try again in ${Math.ceil(wait / 1000)} s.`;
      throw new AppError('slow_mode', { detail, retry_after_ms: wait });
    }
    this.takenAt = at;
  }

  /** Sends. What failed or was there already (a `client_id` that is known) does not use the turn up. */
  async spend<T extends { created: boolean }>(send: () => Promise<T>): Promise<T> {
    if (this.takenAt === 0) return send();
    let created = false;
    try {
      const sent = await send();
      created = sent.created;
      return sent;
    } finally {
      if (!created) await this.slowMode.giveBack(this.key, this.takenAt);
    }
  }
}
