import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { TempFiles } from '../../src/storage/temp-files.js';
import { FileSweeper } from '../../src/uploads/file-sweeper.js';
import { startApp } from '../support/app.js';
import { tryUpload } from '../support/files.js';
import { type Person, register } from '../support/people.js';
import { until } from '../support/until.js';
import { everything } from './recount.js';

const LANES = ['light', 'heavy'];
const LISTS = ['wait', 'active', 'paused'];
const SETS = ['delayed', 'prioritized', 'failed', 'waiting-children'];
const DAYS_MS = 2 * 24 * 3_600_000;

/** What is in Redis when everybody has gone. */
export class RedisLeftovers {
  private readonly redis: Redis;

  constructor(
    url: string,
    private readonly prefix: string,
  ) {
    this.redis = new Redis(url);
    this.redis.on('error', () => undefined);
  }

  /** Who was there is gone, within the ten seconds of the contract. */
  async noPresence(): Promise<void> {
    const left = async () => [
      ...(await this.redis.keys(`${this.prefix}presence:on:*`)),
      ...(await this.redis.keys(`${this.prefix}presence:users:*`)),
      ...(await this.redis.hkeys(`${this.prefix}presence:shown`)),
      ...(await this.redis.hkeys(`${this.prefix}presence:gone`)),
    ];
    await until(async () => (await left()).length === 0, { what: 'nobody to be there', everyMs: 100 });
  }

  /** What a node had taken that was killed is taken up again after minutes, which are over at once here. */
  async noJobs(): Promise<void> {
    for (const lane of LANES) {
      const key = `${this.prefix}jobs:${lane}:`;
      const jobs = await this.redis.lrange(`${key}active`, 0, -1);
      if (jobs.length > 0) await this.redis.sadd(`${key}stalled`, ...jobs);
      await this.redis.del(`${key}stalled-check`, ...jobs.map((job) => `${key}${job}:lock`));
    }
    await until(async () => (await this.jobs()).length === 0, {
      timeoutMs: 60_000,
      everyMs: 200,
      what: 'no job to be left',
    });
  }

  close(): void {
    this.redis.disconnect();
  }

  private async jobs(): Promise<string[]> {
    const found = LANES.flatMap((lane) => {
      const key = (name: string) => `${this.prefix}jobs:${lane}:${name}`;
      return [
        ...LISTS.map((name) => this.redis.lrange(key(name), 0, -1)),
        ...SETS.map((name) => this.redis.zrange(key(name), '0', '-1')),
      ];
    });
    return (await Promise.all(found)).flat();
  }
}

/** Somebody who sends one file after the other, whether it works or not. */
export class FileSender {
  tried = 0;
  private over = false;
  private work: Promise<void> | undefined;

  private constructor(
    private readonly person: Person,
    private readonly room_id: string,
  ) {}

  static async begin(url: string): Promise<FileSender> {
    const person = await register(url, 'files');
    const made = await person.api<{ room: { id: string } }>('POST', '/rooms', {
      name: 'files',
      type: 'private',
    });
    const sender = new FileSender(person, made.body.room.id);
    sender.work = sender.send();
    return sender;
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.work;
  }

  sent(): Promise<Message[]> {
    return everything(this.person, this.room_id);
  }

  private async send(): Promise<void> {
    while (!this.over) {
      this.tried += 1;
      await this.sendOne(this.tried).catch(() => undefined); // Something is away: the next one may go through.
      await new Promise((resolve) => setTimeout(resolve, 100)); // The pace at which somebody picks files.
    }
  }

  private async sendOne(n: number): Promise<void> {
    const { status, body } = await tryUpload(this.person, `file ${n}`.repeat(1_000));
    if (status !== 201) return;
    await this.person.api('POST', `/rooms/${this.room_id}/messages`, { attachment_ids: [body.id] });
  }
}

/** After the nodes have ended: when the sweeps of two days have passed, there is what messages have and nothing else. */
export const noFiles = async (env: Record<string, string>, sent: Message[]): Promise<void> => {
  const folder = (name: string) => join(env['DATA_DIR'] as string, name);
  const app = await startApp({ ...env, LOG_LEVEL: 'silent' });
  try {
    const later = Date.now() + DAYS_MS;
    await app.app.get(TempFiles).sweep(later);
    await app.app.get(FileSweeper).sweep(new Date(later));
  } finally {
    await app.stop();
  }
  const stored = await readdir(folder('storage'), { recursive: true, withFileTypes: true });
  const originals = stored.filter((one) => one.isFile() && one.name === 'original');
  expect(originals).toHaveLength(sent.flatMap(({ attachments }) => attachments).length);
  expect(await readdir(folder('incoming'))).toEqual([]);
};
