import {
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { makeStorage } from './make-storage.js';
import { S3Storage } from './s3.storage.js';
import { Storage } from './storage.js';
import { TempFiles } from './temp-files.js';

@Global()
@Module({
  providers: [
    TempFiles,
    {
      provide: Storage,
      inject: [Config, TempFiles],
      useFactory: makeStorage,
    },
  ],
  exports: [Storage, TempFiles],
})
export class StorageModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(Storage) private readonly storage: Storage) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.storage instanceof S3Storage) await this.storage.prepare();
  }

  onApplicationShutdown(): void {
    if (this.storage instanceof S3Storage) this.storage.close();
  }
}
