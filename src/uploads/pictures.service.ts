import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import { type Bytes, Storage } from '../storage/storage.js';
import { TempFiles } from '../storage/temp-files.js';
import { keyOf, PICTURE_TYPE } from './file.js';
import { FileRepository } from './file.repository.js';
import { FileSweeper } from './file-sweeper.js';
import { type Cut, Images } from './images.js';
import { PictureRepository } from './picture.repository.js';

/** What pictures of each kind are made to. */
const shapes = {
  avatar: { width: 256, height: 256, fit: 'cover', animated: false },
  cover: { width: 1_200, height: 400, fit: 'cover', animated: false },
  emoji: { width: 128, height: 128, fit: 'inside', animated: true },
  preview: { width: 800, height: 800, fit: 'inside', animated: false },
  animation: { width: 480, height: 480, fit: 'inside', animated: true },
} as const satisfies Record<string, Cut>;

export type PictureShape = keyof typeof shapes;

/** Who shows a picture: a word for the sort of thing, and its id. */
export interface PictureOwner {
  kind: string;
  id: string;
}

export interface MadePicture {
  /** Stays the same for as long as the picture does. */
  url: string;
  width: number;
  height: number;
}

/** The URL that this owner shows now, or null. */
type ShownBy = (ownerId: string, now: Date) => Promise<string | null>;

const FIRST_CHECK_MS = 24 * 3_600_000;
const EVERY_MS = 60_000;
const BATCH = 100;

/**
 * Pictures that everybody may see at an address that cannot be guessed and never changes: of people, rooms, emoji, links.
 * They are always made anew from what was sent, so that nothing hides in them.
 *
 * Make the picture, store its URL with the owner, then `release` the one that it took the place of. A picture that its owner
 * does not show, because a node died in between, is removed by the sweep: for that, say with `ownedBy` how to find out.
 */
@Injectable()
export class PicturesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(PicturesService.name);
  private readonly owners = new Map<string, { shown: ShownBy; againMs: number | null }>();
  private readonly base: string;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    { filesUrl }: Config,
    private readonly pictures: PictureRepository,
    private readonly files: FileRepository,
    private readonly storage: Storage,
    private readonly temp: TempFiles,
    private readonly images: Images,
    private readonly sweeper: FileSweeper,
  ) {
    this.base = `${filesUrl}/api/pictures/`;
  }

  /**
   * Whoever stores URLs of pictures says here, in a constructor, which one an owner of this kind shows; and `againMs`, how
   * often to ask, where nobody calls `release`.
   */
  ownedBy(kind: string, shown: ShownBy, againMs: number | null = null): void {
    this.owners.set(kind, { shown, againMs });
  }

  /** Throws `file_refused` for what is no picture. */
  async make(source: Bytes, shape: PictureShape, owner: PictureOwner): Promise<MadePicture> {
    const { data, width, height } = await this.images.cut(source, shapes[shape]);
    const id = randomBytes(24).toString('base64url');
    const check = new Date(Date.now() + FIRST_CHECK_MS);
    // The ones before too: a node that dies once this one is shown tells nobody that they are not.
    await this.pictures.checkAllOf(owner, check);
    await this.pictures.create(id, owner, check);
    await this.storage.put(pictureKey(id), data, PICTURE_TYPE);
    return { url: this.base + id, width, height };
  }

  /** The same from an own upload that was not sent, which is used up by it. Throws `file_not_found` and `file_in_use`. */
  async makeFromFile(
    caller: { id: string },
    fileId: string,
    shape: PictureShape,
    owner: PictureOwner,
  ): Promise<MadePicture> {
    const file = await this.files.find(fileId);
    if (file?.owner_id !== caller.id || file.state !== 'ready') throw new AppError('file_not_found');
    if (file.claim) throw new AppError('file_in_use');
    const made = await this.temp.with(async (path) => {
      await pipeline(
        await this.storage.read(keyOf(fileId, 'original')),
        createWriteStream(path, { mode: 0o600 }),
      );
      return this.make({ path }, shape, owner);
    });
    await this.files.discard(fileId, caller.id);
    this.sweeper.soon();
    return made;
  }

  /** The owner shows it no more. Takes any URL, and leaves alone what is not ours. */
  async release(url: string | null): Promise<void> {
    if (url?.includes('/api/pictures/'))
      await this.pictures.setCheck(url.split('/').at(-1) as string, new Date());
  }

  /** The owner shows none any more. */
  async releaseAllOf(owner: PictureOwner): Promise<void> {
    await this.pictures.checkAllOf(owner, new Date());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async sweep(now = new Date()): Promise<void> {
    try {
      for (const { _id: id, owner } of await this.pictures.due(now, BATCH)) {
        const known = this.owners.get(owner.kind);
        const shown = await known?.shown(owner.id, now);
        const next = known?.againMs ? new Date(now.getTime() + known.againMs) : null;
        if (shown === undefined || shown?.endsWith(`/${id}`)) await this.pictures.setCheck(id, next);
        else await this.remove(id);
      }
    } catch (error) {
      this.log.warn(`sweep failed, comes again: ${String(error)}`);
    }
  }

  private async remove(id: string): Promise<void> {
    await this.storage.removeBelow(folderOfPicture(id));
    await this.pictures.remove(id);
  }
}

const folderOfPicture = (id: string): string => `pictures/${id}`;
export const pictureKey = (id: string): string => `${folderOfPicture(id)}/picture`;
