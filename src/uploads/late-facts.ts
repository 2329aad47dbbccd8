import { createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import { JobsService } from '../jobs/jobs.service.js';
import { Storage } from '../storage/storage.js';
import { TempFiles } from '../storage/temp-files.js';
import { type FileFacts, folderOf, keyOf, PICTURE_TYPE, type Picture } from './file.js';
import type { FileRecord } from './file.record.js';
import { FileRepository } from './file.repository.js';
import { mediaOf } from './file-type.js';
import { Images } from './images.js';
import { type MediaFacts, MediaProbe } from './media-probe.js';

const KIND = 'look-into-file';
const ATTEMPTS = 3;

/** Whether something is to be found out about such a file that an upload does not wait for. */
export const isWaited = (type: string): boolean =>
  mediaOf(type) === 'video' || mediaOf(type) === 'audio' || type === 'application/pdf';

/** Brings what is known of a file by now to the messages that have it. */
type Show = (fileId: string) => Promise<void>;

/**
 * Length and poster of films, the first page of documents: found out after the upload, by a job. What waits is noted with
 * the file too, so that a job that got lost is added again.
 */
@Injectable()
export class LateFacts {
  private readonly log = new Logger(LateFacts.name);
  private show: Show = () => Promise.resolve();

  constructor(
    private readonly jobs: JobsService,
    private readonly files: FileRepository,
    private readonly storage: Storage,
    private readonly temp: TempFiles,
    private readonly images: Images,
    private readonly probe: MediaProbe,
  ) {
    jobs.handle<{ id: string }>(KIND, 'heavy', ({ id }, { last }) => this.work(id, last));
  }

  /** Messages, which stand right of this folder, say here how it is done. */
  showWith(show: Show): void {
    this.show = show;
  }

  /** More is known of it than its messages say. */
  changed(id: string): Promise<void> {
    return this.show(id);
  }

  async add(id: string): Promise<void> {
    await this.jobs
      .add(KIND, { id }, { id, attempts: ATTEMPTS })
      .catch((error: unknown) => this.log.warn(`looked at later: ${String(error)}`));
  }

  private async work(id: string, last: boolean): Promise<void> {
    const file = await this.files.find(id);
    if (!file?.waits) return;
    const facts = await this.find(file).catch((error: unknown) => {
      if (last) return {}; // It stays as it is: a file without a poster is still a file.
      throw error;
    });
    if (!(await this.files.setFacts(id, facts))) {
      // It was deleted while it was looked at: its poster would stay for ever.
      await this.storage.removeBelow(folderOf(id));
      return;
    }
    if (Object.keys(facts).length > 0) await this.show(id);
    await this.files.setLooked(id);
  }

  private async find(file: FileRecord): Promise<Partial<FileFacts>> {
    return this.temp.with(async (path) => {
      await pipeline(
        await this.storage.read(keyOf(file.id, 'original')),
        createWriteStream(path, { mode: 0o600 }),
      );
      const found = await this.probe.look(path, file.content_type, dirname(path));
      return found ? this.keep(file, found) : {};
    });
  }

  private async keep(file: FileRecord, { poster, ...facts }: MediaFacts): Promise<Partial<FileFacts>> {
    const made = poster && (await this.images.picturesOf(poster));
    if (!made) return facts;
    for (const [variant, picture] of Object.entries(made.pictures))
      await this.storage.put(keyOf(file.id, variant as Picture), picture, PICTURE_TYPE);
    return {
      ...facts,
      width: facts.width ?? made.width,
      height: facts.height ?? made.height,
      placeholder: made.placeholder,
      variants: Object.keys(made.pictures) as Picture[],
    };
  }
}
