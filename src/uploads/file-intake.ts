import { stat } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { Metrics } from '../common/metrics/metrics.js';
import { Turns } from '../common/turns.js';
import { Config } from '../config/config.js';
import { Storage } from '../storage/storage.js';
import { TempFiles } from '../storage/temp-files.js';
import { type FileFacts, folderOf, keyOf, PICTURE_TYPE, type Picture, type StoredFile } from './file.js';
import { toStoredFile } from './file.record.js';
import { FileRepository, type NewFile } from './file.repository.js';
import { isAllowed, mediaOf, typeOf } from './file-type.js';
import { blankHeif, heifTypes } from './heif.js';
import { Images } from './images.js';
import { isWaited, LateFacts } from './late-facts.js';
import { blankMovie, movieTypes } from './movie.js';
import { blankTiff } from './tiff.js';
import { VirusScan } from './virus-scan.js';

/** How long an upload, or a file that no message has, is kept. */
export const UNUSED_MS = 24 * 3_600_000;

const UNREADABLE = 'application/octet-stream';

/**
 * What tells too much is overwritten in the file itself where it cannot be written anew, or would lose by it. False: nobody
 * knows how it is built, and so not what is in it.
 */
const blankers: ReadonlyMap<string, (path: string) => Promise<boolean>> = new Map([
  ...heifTypes.map((type) => [type, blankHeif] as const),
  ...movieTypes.map((type) => [type, blankMovie] as const),
  ['image/tiff', blankTiff],
]);

/** From bytes that came in to a file that can be sent, the same way for every kind of upload. */
@Injectable()
export class FileIntake {
  private readonly log = new Logger(FileIntake.name);
  private readonly turns = new Turns();

  constructor(
    private readonly config: Config,
    private readonly files: FileRepository,
    private readonly storage: Storage,
    private readonly temp: TempFiles,
    private readonly scan: VirusScan,
    private readonly images: Images,
    private readonly late: LateFacts,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Notes down the file before a byte of it is stored: so nothing can be left that nobody knows of, and of two uploads at
   * once that would not both fit each counts the other. Of those at this node the first that fit are taken.
   */
  reserve(file: Omit<NewFile, 'expires_at'>): Promise<void> {
    return this.turns.take(file.owner_id, () => this.reserveNow(file));
  }

  private async reserveNow(file: Omit<NewFile, 'expires_at'>): Promise<void> {
    const { UPLOAD_MAX_SIZE, UPLOAD_QUOTA } = this.config.env;
    if (file.file_size > UPLOAD_MAX_SIZE) {
      this.metrics.uploads.inc({ outcome: 'refused' });
      throw new AppError('file_too_large', { detail: `At most ${UPLOAD_MAX_SIZE} bytes.` });
    }
    await this.files.create({ ...file, expires_at: new Date(Date.now() + UNUSED_MS) });
    if (UPLOAD_QUOTA === 0 || (await this.files.storedBy(file.owner_id)) <= UPLOAD_QUOTA) return;
    await this.discard(file.id, file.owner_id);
    this.metrics.uploads.inc({ outcome: 'refused' });
    throw new AppError('quota_exceeded', { detail: `Your files may have ${UPLOAD_QUOTA} bytes together.` });
  }

  /** Does the work; when it fails nothing of the file stays. */
  async orDiscard<T>(id: string, ownerId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.metrics.uploads.inc({ outcome: error instanceof AppError ? 'refused' : 'failed' });
      await this.discard(id, ownerId);
      throw error;
    }
  }

  /** Looks at what is in the file, stores it and what was made of it. `path` may be gone afterwards. */
  async accept(
    file: { id: string; file_name: string; file_size: number },
    path: string,
  ): Promise<StoredFile> {
    await this.scan.check(path);
    const type = await typeOf(path);
    if (!isAllowed(type, this.config.env.UPLOAD_TYPES))
      throw new AppError('file_type_refused', { detail: type });
    return this.temp.with(async (clean) => {
      const seen = await this.look(path, clean, type);
      const original = seen.stripped ? clean : path;
      const file_size = seen.stripped ? (await stat(original)).size : file.file_size;
      await this.storage.put(keyOf(file.id, 'original'), { path: original }, seen.facts.content_type);
      for (const [variant, picture] of Object.entries(seen.pictures))
        await this.storage.put(keyOf(file.id, variant as Picture), picture, PICTURE_TYPE);
      const waits = isWaited(seen.facts.content_type);
      const ready = { ...seen.facts, file_name: file.file_name, file_size, media: mediaOf(type), waits };
      const stored = await this.files.finish(file.id, ready);
      if (!stored) return this.finishedElsewhere(file.id);
      this.metrics.uploads.inc({ outcome: 'ready' });
      this.metrics.uploadBytes.inc(file_size);
      if (waits) await this.late.add(file.id);
      return toStoredFile(stored);
    });
  }

  /** Somebody finished the same upload at once; or it was given up meanwhile, and nobody knows any more of what lies there. */
  private async finishedElsewhere(id: string): Promise<StoredFile> {
    const file = await this.files.find(id);
    if (file?.state === 'ready') return toStoredFile(file);
    await this.storage.removeBelow(folderOf(id));
    throw new AppError('upload_not_found');
  }

  private async look(path: string, clean: string, type: string): Promise<Seen> {
    const nothing = { width: null, height: null, duration_ms: null, placeholder: null, variants: [] };
    if ((await blankers.get(type)?.(path)) === false)
      return { facts: { ...nothing, content_type: UNREADABLE }, pictures: {}, stripped: false };
    if (!this.images.canRead(type))
      return { facts: { ...nothing, content_type: type }, pictures: {}, stripped: false };
    const found = await this.images.picturesOf(path);
    // It calls itself a picture and is none that can be read: nobody knows what is in it, so it is not shown as one.
    if (!found) return { facts: { ...nothing, content_type: UNREADABLE }, pictures: {}, stripped: false };
    const stripped = await this.images.strip(path, clean);
    const { pictures, ...shape } = found;
    const variants = Object.keys(pictures) as Picture[];
    return { facts: { ...shape, content_type: type, duration_ms: null, variants }, pictures, stripped };
  }

  /** The sweep would do it in time; this does it now. */
  private async discard(id: string, ownerId: string): Promise<void> {
    try {
      if (!(await this.files.discard(id, ownerId))) return;
      await this.storage.removeBelow(folderOf(id));
      await this.files.remove(id);
    } catch (error) {
      this.log.warn(`${id} is removed later: ${String(error)}`);
    }
  }
}

interface Seen {
  facts: FileFacts;
  pictures: Partial<Record<Picture, Buffer>>;
  stripped: boolean;
}
