import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Storage } from '../storage/storage.js';
import { folderOf } from './file.js';
import type { FileClaim, FileRecord, FileUse } from './file.record.js';
import { FileRepository } from './file.repository.js';
import { LateFacts } from './late-facts.js';

const EVERY_MS = 60_000;
const SOON_MS = 200;
const BATCH = 100;
/** A job that was not done in this time was perhaps lost. */
const LATE_MS = 300_000;

/** The message that a claim was for, when it was stored and has the file. */
type FindBearer = (claim: FileClaim, file: FileRecord) => Promise<FileUse | null>;

/**
 * Removes what nobody wants: uploads that were not finished or not sent, files of deleted messages. What is to go is noted
 * with the file, so that whichever node dies, another one goes on. Two that sweep at once do no harm.
 */
@Injectable()
export class FileSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(FileSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private findBearer: FindBearer = () => Promise.resolve(null);

  constructor(
    private readonly files: FileRepository,
    private readonly storage: Storage,
    private readonly late: LateFacts,
  ) {}

  /** Messages, which stand right of this folder, say here what became of a claim. */
  askAbout(findBearer: FindBearer): void {
    this.findBearer = findBearer;
  }

  onApplicationBootstrap(): void {
    this.schedule(EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Something was given up just now. */
  soon(): void {
    this.schedule(SOON_MS);
  }

  /** One after the other on this node. */
  sweep(now = new Date()): Promise<void> {
    this.running = this.running
      .then(() => this.sweepOnce(now))
      .catch((error: unknown) => this.log.warn(`sweep failed, comes again: ${String(error)}`));
    return this.running;
  }

  private async sweepOnce(now: Date): Promise<void> {
    for (let more = true; more && !this.stopped; ) {
      const batch = await this.files.expired(now, BATCH);
      for (const file of batch) await this.settle(file, now);
      more = batch.length === BATCH;
    }
    const waiting = await this.files.waiting(new Date(now.getTime() - LATE_MS), BATCH);
    for (const id of waiting) await this.late.add(id);
  }

  private async settle(file: FileRecord, now: Date): Promise<void> {
    const bearer = file.state === 'ready' && file.claim ? await this.findBearer(file.claim, file) : null;
    if (bearer) return this.files.addUse([file.id], bearer);
    if (!(await this.files.bury(file, now))) return;
    await this.storage.removeBelow(folderOf(file.id));
    await this.files.remove(file.id);
  }

  private schedule(delay: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sweep().then(() => this.schedule(EVERY_MS)), delay);
  }
}
