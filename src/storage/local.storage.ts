import { createReadStream } from 'node:fs';
import { access, copyFile, mkdir, open, opendir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../common/errors/app-error.js';
import { type ByteRange, type Bytes, checked, Storage } from './storage.js';
import type { TempFiles } from './temp-files.js';

/** A folder of this machine, for one node, or for several that share a disk. */
export class LocalStorage extends Storage {
  constructor(
    private readonly folder: string,
    private readonly temp: TempFiles,
  ) {
    super();
  }

  async put(key: string, bytes: Bytes): Promise<void> {
    const target = this.pathOf(key);
    const draft = this.temp.path();
    try {
      if (Buffer.isBuffer(bytes)) await writeDown(draft, bytes);
      // Moved where that can be done: it costs nothing, however large the file is.
      else await rename(bytes.path, draft).catch(() => copyFile(bytes.path, draft));
      await sync(draft);
      await mkdir(dirname(target), { recursive: true });
      await rename(draft, target);
      await sync(dirname(target));
    } finally {
      await rm(draft, { force: true });
    }
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const path = this.pathOf(key);
    await access(path).catch(() => {
      throw new AppError('file_not_found');
    });
    return createReadStream(path, range);
  }

  async removeBelow(prefix: string): Promise<void> {
    await rm(this.pathOf(prefix), { recursive: true, force: true });
  }

  async *list(): AsyncGenerator<string> {
    const folder = await opendir(this.folder, { recursive: true }).catch(() => []);
    for await (const entry of folder)
      if (entry.isFile()) yield relative(this.folder, join(entry.parentPath, entry.name));
  }

  private pathOf(key: string): string {
    return join(this.folder, checked(key));
  }
}

const writeDown = async (path: string, bytes: Buffer): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(bytes).finally(() => file.close());
};

/** What was acknowledged survives a power cut. */
const sync = async (path: string): Promise<void> => {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
};
