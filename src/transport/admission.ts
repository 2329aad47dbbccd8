import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { rateLimited } from '../common/rate-limit/rate-limiter.js';
import { Config } from '../config/config.js';
import { limits } from '../contract/limits.js';

const RETRY_MS = 1_000;
const LOG_EVERY_MS = 10_000;

/**
 * Bounds what is under way at once on this node, whatever the rate at which it comes: when the database or the processor
 * cannot follow, what is too much is refused at once and cheaply, and what was taken on is finished.
 */
@Injectable()
export class Admission {
  private readonly log = new Logger(Admission.name);
  private readonly most: number;
  private readonly mostOfUser: number;
  private readonly ofUser = new Map<string, number>();
  private underWay = 0;
  private refused = 0;
  private loggedAt = Number.NEGATIVE_INFINITY;
  private done: () => void = () => undefined;

  constructor({ env }: Config) {
    this.most = env.OPERATIONS_AT_ONCE;
    this.mostOfUser = Math.max(1, limits.operationsOfUserAtOnce * env.RATE_LIMIT_SCALE);
  }

  /** Answers what is to be called at the end, once. Throws `overloaded`, or `rate_limited` when it is this user alone. */
  enter(userId: string): () => void {
    const own = this.ofUser.get(userId) ?? 0;
    if (own >= this.mostOfUser) throw rateLimited(RETRY_MS);
    if (this.underWay >= this.most) throw this.overloaded();
    this.underWay += 1;
    this.ofUser.set(userId, own + 1);
    return () => this.leave(userId);
  }

  /** Resolves when nothing is under way, or the time is over. */
  async settled(withinMs: number): Promise<void> {
    if (this.underWay === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.done = resolve;
    const timer = setTimeout(resolve, withinMs);
    await promise;
    clearTimeout(timer);
  }

  private leave(userId: string): void {
    this.underWay -= 1;
    if (this.underWay === 0) this.done();
    const own = (this.ofUser.get(userId) ?? 1) - 1;
    if (own > 0) this.ofUser.set(userId, own);
    else this.ofUser.delete(userId);
  }

  private overloaded(): AppError {
    this.refused += 1;
    if (performance.now() - this.loggedAt > LOG_EVERY_MS) {
      this.loggedAt = performance.now();
      this.log.warn({
        msg: 'too much at once: work is refused',
        under_way: this.underWay,
        refused: this.refused,
      });
    }
    // Apart from each other, or all that was refused comes back at the same moment.
    const retry_after_ms = Math.round(RETRY_MS * (0.5 + Math.random()));
    return new AppError('overloaded', { retry_after_ms });
  }
}
