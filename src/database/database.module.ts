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
        retryAttempts: 5,
        retryDelay: 1_000,
      }),
    }),
  ],
  providers: [IndexSync],
})
export class DatabaseModule {}
