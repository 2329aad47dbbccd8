import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';

const SWEEP_EVERY_MS = 3_600_000;
/** Nothing is written to for this long and still wanted. */
const ABANDONED_MS = 6 * 3_600_000;

/** Files on their way: what comes in is written here first, so that memory holds none of it, and looked at before it is kept. */
@Injectable()
export class TempFiles implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(TempFiles.name);
  private readonly folder: string;
  private timer: NodeJS.Timeout | undefined;

  constructor(config: Config) {
    this.folder = join(config.env.DATA_DIR, 'incoming');
  }

  async onApplicationBootstrap(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await this.sweep();
    this.timer = setInterval(() => void this.sweep(), SWEEP_EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** A name that nobody else has. Whoever takes it removes the file. */
  path(): string {
    return join(this.folder, randomUUID());
  }

  /** A path for the work, gone afterwards. */
  async with<T>(work: (path: string) => Promise<T>): Promise<T> {
    const path = this.path();
    try {
      return await work(path);
    } finally {
      await rm(path, { recursive: true, force: true });
    }
  }

  /** Removes what a process has left that was killed. Others may write here: only what is old is nobody's. */
  async sweep(now = Date.now()): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => undefined);
      if (!found || now - found.mtimeMs < ABANDONED_MS) continue;
      await rm(path, { recursive: true, force: true }).catch((error: unknown) =>
        this.log.warn(String(error)),
      );
    }
  }
}
