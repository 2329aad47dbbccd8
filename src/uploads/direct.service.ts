import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { AppError, invalid } from '../common/errors/app-error.js';
import type { signUploadPart } from '../contract/files.js';
import type { Output } from '../contract/operation.js';
import { type DirectUpload, type DirectUploads, Storage } from '../storage/storage.js';
import { folderOf } from './file.js';
import type { FileRecord } from './file.record.js';
import { FileRepository } from './file.repository.js';

const PART_SIZE = 8_000_000;
/** Longer than a part takes on a slow line. */
const URL_SECONDS = 3_600;

/**
 * The storage's side of an upload whose parts go there by themselves: we say where, and look at what came. The sizes of the
 * parts are bound by the signatures and counted once more when all are there.
 */
@Injectable()
export class DirectService {
  constructor(
    private readonly files: FileRepository,
    private readonly storage: Storage,
  ) {}

  get isOffered(): boolean {
    return this.storage.direct !== null;
  }

  /** The row is there before: what is begun in the storage goes with it, whatever happens next. */
  async begin(fileId: string): Promise<FileRecord> {
    const direct = await this.uploads.begin(`${folderOf(fileId)}/parts/direct`);
    const upload = await this.files.setDirect(fileId, direct);
    if (!upload) throw new AppError('upload_not_found');
    return upload;
  }

  partSize(fileSize: number): number {
    return Math.max(PART_SIZE, Math.ceil(fileSize / (this.storage.direct?.maxParts ?? 1)));
  }

  async sign(upload: FileRecord, offset: number): Promise<Output<typeof signUploadPart>> {
    if (!upload.direct) throw invalid('upload_id', 'The parts of this upload come here.');
    const partSize = this.partSize(upload.file_size);
    if (offset % partSize !== 0 || offset >= upload.file_size)
      throw new AppError('upload_offset_wrong', { detail: `Parts begin at multiples of ${partSize}.` });
    const size = Math.min(partSize, upload.file_size - offset);
    const url = await this.uploads.sign(upload.direct, { number: offset / partSize + 1, size }, URL_SECONDS);
    return { url, size, expires_at: new Date(Date.now() + URL_SECONDS * 1000).toISOString() };
  }

  /** How much is there without a gap. */
  async offsetOf({ direct, file_size }: FileRecord & { direct: DirectUpload }): Promise<number> {
    const parts = await this.uploads.parts(direct);
    if (!parts) return file_size;
    const partSize = this.partSize(file_size);
    let offset = 0;
    for (let number = 1; offset < file_size; number += 1) {
      const wanted = Math.min(partSize, file_size - offset);
      if (parts.get(number) !== wanted) break;
      offset += wanted;
    }
    return offset;
  }

  /** Writes what came to a file of this machine. */
  async fetch({ direct }: { direct: DirectUpload }, path: string): Promise<void> {
    await this.uploads.complete(direct);
    await pipeline(await this.storage.read(direct.key), createWriteStream(path, { mode: 0o600 }));
  }

  private get uploads(): DirectUploads {
    // The operator turned it off meanwhile.
    if (!this.storage.direct) throw new AppError('upload_not_found');
    return this.storage.direct;
  }
}
