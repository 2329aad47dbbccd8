import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import { type Connection, createConnection } from 'mongoose';
import { Config } from '../config/config.js';
import { makeStorage } from '../storage/make-storage.js';
import { S3Storage } from '../storage/s3.storage.js';
import type { Storage } from '../storage/storage.js';
import { TempFiles } from '../storage/temp-files.js';

export interface Parts {
  connection: Connection;
  storage: Storage;
  temp: TempFiles;
  folder: string;
  progress: (line: string) => void;
}

/** A command that needs database and storage, and the folder that it was given. */
export const runWithParts = async (
  declare: (connection: Connection, config: Config) => void,
  work: (parts: Parts) => Promise<string>,
): Promise<void> => {
  Logger.overrideLogger(['error', 'warn']);
  const [folder] = process.argv.slice(2);
  try {
    if (!folder) throw new Error('Say which folder: it is the one argument.');
    const config = Config.read();
    const temp = new TempFiles(config);
    const storage = makeStorage(config, temp);
    await mkdir(join(config.env.DATA_DIR, 'incoming'), { recursive: true });
    const connection = await createConnection(config.env.MONGODB_URI, {
      ...{ autoIndex: false, autoCreate: false, writeConcern: { w: 'majority', journal: true } },
    }).asPromise();
    declare(connection, config);
    const progress = (line: string) => process.stderr.write(`${line}\n`);
    const done = await work({ connection, storage, temp, folder: resolve(folder), progress });
    await connection.close();
    if (storage instanceof S3Storage) storage.close();
    process.stdout.write(`${done}\n`, () => process.exit(0));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
};
