import { Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../../config/config.js';
import { type RateLimitName, rateLimits } from '../../contract/rate-limits.js';
import { AppError } from '../errors/app-error.js';
import { Metrics } from '../metrics/metrics.js';
import {
  type Bucket,
  bucketScript,
  giveBackScript,
  intervalMs,
  LocalBuckets,
  windowMs,
} from './token-bucket.js';

interface Scripts {
  takeToken(key: string, interval: number, window: number): Promise<number>;
  giveTokenBack(key: string, interval: number): Promise<number>;
}

/** What is full again this soon may be forgotten with the node that counted it. */
const SHORT_MS = 60_000;

/**
 * Counts actions of a user, or of an address before login, over all nodes and transports: in Redis, or in this process
 * while Redis is away or no other node counts along.
 */
@Injectable()
export class RateLimiter {
  private readonly buckets: Record<RateLimitName, Bucket>;
  private readonly local = new LocalBuckets();
  private readonly scripts: Scripts;
  private alone: () => boolean = () => false;

  constructor(
    @Inject(Redis) private readonly redis: Redis,
    private readonly metrics: Metrics,
    config: Config,
  ) {
    const { RATE_LIMIT_SCALE: scale, MESSAGE_RATE_BURST, MESSAGE_RATE_PER_SECOND } = config.env;
    const scaled = ({ burst, per_second }: Bucket): Bucket => ({
      burst: burst * scale,
      per_second: per_second * scale,
    });
    this.buckets = Object.fromEntries(
      Object.entries({
        ...rateLimits,
        message: { burst: MESSAGE_RATE_BURST, per_second: MESSAGE_RATE_PER_SECOND },
      }).map(([name, bucket]) => [name, scaled(bucket)]),
    ) as Record<RateLimitName, Bucket>;
    redis.defineCommand('takeToken', { numberOfKeys: 1, lua: bucketScript });
    redis.defineCommand('giveTokenBack', { numberOfKeys: 1, lua: giveBackScript });
    this.scripts = redis as unknown as Scripts;
  }

  /** The bus, which stands right of this folder, says here whether another node may count the same. */
  countHereWhile(alone: () => boolean): void {
    this.alone = alone;
  }

  /** Takes one token or throws `rate_limited`. */
  async take(name: RateLimitName, subject: string): Promise<void> {
    const wait = await this.wait(`rate:${name}:${subject}`, this.buckets[name]);
    if (wait <= 0) return;
    this.metrics.rateLimited.inc({ limit: name });
    throw rateLimited(wait);
  }

  /** Gives a token back for what turned out not to count. */
  async giveBack(name: RateLimitName, subject: string): Promise<void> {
    const key = `rate:${name}:${subject}`;
    const bucket = this.buckets[name];
    const interval = intervalMs(bucket);
    this.local.giveBack(key, interval);
    if (!this.countsHere(bucket)) await this.scripts.giveTokenBack(key, interval).catch(() => undefined);
  }

  private async wait(key: string, bucket: Bucket): Promise<number> {
    if (this.countsHere(bucket)) return this.local.take(key, bucket, Date.now());
    try {
      return await this.scripts.takeToken(key, intervalMs(bucket), windowMs(bucket));
    } catch {
      return this.local.take(key, bucket, Date.now());
    }
  }

  private countsHere(bucket: Bucket): boolean {
    return this.redis.status !== 'ready' || (windowMs(bucket) <= SHORT_MS && this.alone());
  }
}

export const rateLimited = (retryAfterMs: number): AppError =>
  new AppError('rate_limited', {
    detail: `Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    retry_after_ms: retryAfterMs,
  });
