import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Redis } from 'ioredis';
import type { Connection } from 'mongoose';

const PATIENCE_MS = 2_000;

export interface HealthReport {
  status: 'ok' | 'unavailable';
  checks: Record<string, 'up' | 'down'>;
}

/** Ready means: a message can be stored and people can be told of it. */
@Injectable()
export class HealthService implements OnApplicationBootstrap {
  private state: 'starting' | 'serving' | 'stopping' = 'starting';

  constructor(
    @InjectConnection() private readonly mongo: Connection,
    @Inject(Redis) private readonly redis: Redis,
  ) {}

  onApplicationBootstrap(): void {
    this.state = 'serving';
  }

  /** From now on load balancers send nobody here. */
  stop(): void {
    this.state = 'stopping';
  }

  async report(): Promise<HealthReport> {
    const [mongodb, redis] = await Promise.all([
      up(async () => this.mongo.db?.admin().ping()),
      up(() => this.redis.ping()),
    ]);
    const node = this.state === 'serving' ? 'up' : 'down';
    const checks = { node, mongodb, redis } as const;
    return { status: Object.values(checks).every((check) => check === 'up') ? 'ok' : 'unavailable', checks };
  }
}

const up = async (ask: () => Promise<unknown>): Promise<'up' | 'down'> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'down'>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, 'down');
  });
  const asked = ask().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const answer = await Promise.race([asked, tooLate]);
  clearTimeout(timer);
  return answer;
};
