import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { Metrics } from '../common/metrics/metrics.js';
import { currentTracing } from '../common/tracing/tracing.js';
import { Config } from '../config/config.js';
import './closed-connections.js';
import { inLargeBatches } from './batches.js';
import { watchCommands } from './command-metrics.js';
import { traceCommands } from './command-traces.js';
import { DURABLE } from './durable.js';
import { IndexSync } from './index-sync.js';

/** MongoDB through mongoose. */
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [Config, Metrics],
      useFactory: (config: Config, metrics: Metrics) => ({
        uri: config.env.MONGODB_URI,
        writeConcern: DURABLE,
        autoIndex: false,
        autoCreate: false,
        maxPoolSize: 20,
        serverSelectionTimeoutMS: 10_000,
        // A network that swallows everything tells nobody: the driver's own watch finds it within ten seconds, and gives up
        // what waits for an answer over it.
        connectTimeoutMS: 5_000,
        heartbeatFrequencyMS: 5_000,
        retryAttempts: 5,
        retryDelay: 1_000,
        ...(currentTracing() && { monitorCommands: true }),
        connectionFactory: (connection: Connection) => watched(inLargeBatches(connection), metrics),
      }),
    }),
  ],
  providers: [IndexSync],
})
export class DatabaseModule {}

const watched = (connection: Connection, metrics: Metrics): Connection => {
  const tracing = currentTracing();
  if (tracing) traceCommands(connection, tracing);
  return watchCommands(connection, metrics);
};
