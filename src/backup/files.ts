import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../common/errors/app-error.js';
import type { Storage } from '../storage/storage.js';
import type { TempFiles } from '../storage/temp-files.js';

/** Served files get their type from the database. */
const TYPE = 'application/octet-stream';

/** Copies everything that is stored. What is removed meanwhile is not missed. */
export const fetchFiles = async (storage: Storage, folder: string): Promise<number> => {
  let count = 0;
  for await (const key of storage.list()) {
    const target = join(folder, key);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    try {
      await pipeline(await storage.read(key), createWriteStream(target, { mode: 0o600 }));
      count += 1;
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'file_not_found')) throw error;
    }
  }
  return count;
};

export const putFiles = async (storage: Storage, folder: string, temp: TempFiles): Promise<number> => {
  let count = 0;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    await temp.with(async (copy) => {
      await copyFile(source, copy); // The storage may take what it is given away.
      await storage.put(relative(folder, source), { path: copy }, TYPE);
    });
    count += 1;
  }
  return count;
};
