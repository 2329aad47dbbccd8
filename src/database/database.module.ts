import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Config } from '../config/config.js';
import { IndexSync } from './index-sync.js';

/** MongoDB through mongoose. An acknowledged write is on the disks of the majority. */
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        uri: config.env.MONGODB_URI,
        writeConcern: { w: 'majority', journal: true },
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
      }),
    }),
  ],
  providers: [IndexSync],
})
export class DatabaseModule {}
