import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../../config/config.js';
import { Metrics } from '../metrics/metrics.js';
import { counted, createRedis } from './redis.js';

@Global()
@Module({
  providers: [
    {
      provide: Redis,
      inject: [Config, Metrics],
      useFactory: (config: Config, metrics: Metrics) => connect(config, metrics),
    },
  ],
  exports: [Redis],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(Redis) private readonly redis: Redis) {}

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}

const connect = ({ env }: Config, metrics: Metrics): Redis => {
  const log = new Logger('Redis');
  const redis = counted(createRedis(env.REDIS_URL, env.REDIS_PREFIX), metrics, 'main');
  // It is tried several times a second: said once.
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (!isAway) log.warn(`Redis cannot be reached: ${error.message}`);
    isAway = true;
  });
  redis.on('ready', () => {
    log.log('Redis is connected');
    isAway = false;
  });
  return redis;
};
