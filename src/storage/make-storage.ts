import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { LocalStorage } from './local.storage.js';
import { S3Storage } from './s3.storage.js';
import type { Storage } from './storage.js';
import type { TempFiles } from './temp-files.js';

/** S3 where a bucket is named, else a folder. */
export const makeStorage = (config: Config, temp: TempFiles): Storage =>
  config.env.S3_BUCKET ? new S3Storage(config) : new LocalStorage(join(config.env.DATA_DIR, 'storage'), temp);
