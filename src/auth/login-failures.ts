import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { AppError } from '../common/errors/app-error.js';
import { subscriberOf } from '../common/network/address.js';
import { rateLimited } from '../common/rate-limit/rate-limiter.js';
import { Turns } from '../common/turns.js';
import { Config } from '../config/config.js';
import { loginFailures } from '../contract/rate-limits.js';
import { type Counted, countScript, LocalFailures, takeBackScript } from './failure-counter.js';

interface Scripts {
  countLogin(count: number, ...keysAndArguments: (string | number)[]): Promise<number>;
  takeLoginBack(count: number, ...keys: string[]): Promise<number>;
}

type TakeBack = () => Promise<void>;

/** Closes an account, and an address, for a while after too many wrong passwords. An account that is not there too. */
@Injectable()
export class LoginFailures {
  private readonly local = new LocalFailures(loginFailures.windowMs);
  private readonly turns = new Turns();
  private readonly scripts: Scripts;
  private readonly maxByIp: number;

  constructor(
    @Inject(Redis) private readonly redis: Redis,
    config: Config,
  ) {
    redis.defineCommand('countLogin', { lua: countScript });
    redis.defineCommand('takeLoginBack', { lua: takeBackScript });
    this.scripts = redis as unknown as Scripts;
    this.maxByIp = loginFailures.ip * config.env.RATE_LIMIT_SCALE;
  }

  /**
   * Tries to sign in: `verify` answers who it is, or null. Throws `invalid_credentials` or `rate_limited`.
   * The try is counted before it is made, so that guesses sent at once cannot pass together, and taken back when it was
   * none. One try at a time for an account: else many devices of one person would count as wrong while they are looked at.
   */
  async attempt<T>(email: string, ip: string, verify: () => Promise<T | null>): Promise<T> {
    const account = accountKey(email);
    const counted = [
      { key: account, max: loginFailures.account },
      { key: `login_failures:ip:${subscriberOf(ip)}`, max: this.maxByIp },
    ];
    return this.turns.take(account, () => this.counted(counted, verify));
  }

  /** Who proved in another way whose account it is need not wait. */
  async forgive(email: string): Promise<void> {
    const key = accountKey(email);
    this.local.forget(key);
    await this.redis.del(key).catch(nothing);
  }

  private async counted<T>(what: Counted[], verify: () => Promise<T | null>): Promise<T> {
    const takeBack = await this.count(what);
    let verified: T | null;
    try {
      verified = await verify();
    } catch (error) {
      await takeBack(); // The database was away: nobody's password was wrong.
      throw error;
    }
    if (verified === null) throw new AppError('invalid_credentials');
    await takeBack();
    return verified;
  }

  private async count(what: Counted[]): Promise<TakeBack> {
    const keys = what.map(({ key }) => key);
    const limits = what.map(({ max }) => max);
    try {
      const wait = await this.scripts.countLogin(keys.length, ...keys, loginFailures.windowMs, ...limits);
      if (wait > 0) throw rateLimited(wait);
      return () => this.scripts.takeLoginBack(keys.length, ...keys).then(nothing, nothing);
    } catch (error) {
      if (error instanceof AppError) throw error;
      return this.countHere(what);
    }
  }

  private countHere(what: Counted[]): TakeBack {
    const wait = this.local.count(what, Date.now());
    if (wait > 0) throw rateLimited(wait);
    return () => Promise.resolve(this.local.takeBack(what));
  }
}

const accountKey = (email: string): string =>
  `login_failures:account:${createHash('sha256').update(email.toLowerCase()).digest('base64url')}`;

const nothing = (): void => undefined;
