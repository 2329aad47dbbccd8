import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Config } from '../config/config.js';
import { DURABLE } from './durable.js';
import { IndexSync } from './index-sync.js';

/** MongoDB through mongoose. */
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        uri: config.env.MONGODB_URI,
        writeConcern: DURABLE,
        autoIndex: false,
        autoCreate: false,
        maxPoolSize: 20,
        serverSelectionTimeoutMS: 10_000,
        retryAttempts: 5,
        retryDelay: 1_000,
      }),
    }),
  ],
  providers: [IndexSync],
})
export class DatabaseModule {}
