import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AppError, invalid } from '../common/errors/app-error.js';
import type { createUpload, putUploadPart, signUploadPart, Upload } from '../contract/files.js';
import type { File } from '../contract/message.js';
import type { Input, Output } from '../contract/operation.js';
import { newId } from '../database/object-id.js';
import type { Caller } from '../identity/caller.js';
import { type DirectUpload, Storage } from '../storage/storage.js';
import { TempFiles } from '../storage/temp-files.js';
import { DirectService } from './direct.service.js';
import { folderOf, type StoredFile } from './file.js';
import { type FileRecord, toStoredFile } from './file.record.js';
import { FileRepository } from './file.repository.js';
import { FileIntake } from './file-intake.js';
import { FileLinks } from './file-links.js';
import { safeFileName } from './file-name.js';
import { FileSweeper } from './file-sweeper.js';
import { bytesOf, ignoreRest, receive } from './incoming.js';

const PART_SIZE = 8_000_000;

interface UploadId {
  upload_id: string;
}

/**
 * Uploads that survive a lost connection: part by part, each stored whole under a key of its own, so that any node can take
 * the next one.
 */
@Injectable()
export class ResumableService {
  constructor(
    private readonly files: FileRepository,
    private readonly storage: Storage,
    private readonly temp: TempFiles,
    private readonly intake: FileIntake,
    private readonly links: FileLinks,
    private readonly sweeper: FileSweeper,
    private readonly direct: DirectService,
  ) {}

  async create(caller: Caller, input: Input<typeof createUpload>): Promise<{ upload: Upload }> {
    const id = newId();
    const file_name = safeFileName(input.file_name);
    await this.intake.reserve({ id, owner_id: caller.id, file_name, file_size: input.file_size });
    if (input.direct && this.direct.isOffered)
      await this.intake.orDiscard(id, caller.id, () => this.direct.begin(id));
    return this.get(caller, { upload_id: id });
  }

  async get(caller: Caller, input: UploadId): Promise<{ upload: Upload }> {
    const upload = await this.find(caller, input);
    const partSize = isDirect(upload) ? this.direct.partSize(upload.file_size) : PART_SIZE;
    return { upload: toUpload(upload, await this.offsetOf(upload), partSize) };
  }

  async sign(caller: Caller, input: Input<typeof signUploadPart>): Promise<Output<typeof signUploadPart>> {
    return this.direct.sign(await this.find(caller, input), input.offset);
  }

  async put(
    caller: Caller,
    { upload_id, offset }: Input<typeof putUploadPart>,
    request: Request,
  ): Promise<{ upload: Upload }> {
    try {
      const stream = bytesOf(request);
      const upload = await this.find(caller, { upload_id });
      if (upload.direct) throw invalid('upload_id', 'The parts of this upload go straight to the storage.');
      if (offset !== upload.offset) throw wrongOffset(upload);
      const room = Math.min(PART_SIZE, upload.file_size - offset);
      // Its own key even for the same bytes sent twice at once: one of the two is then left out, whole.
      const place = `${folderOf(upload_id)}/parts/${offset}-${randomUUID()}`;
      const key = `${place}/bytes`;
      const added = await this.temp.with(async (path) => {
        const size = await receive(stream, path, room);
        if (size === 0) throw new AppError('form_malformed', { detail: 'The part is empty.' });
        await this.storage.put(key, { path }, 'application/octet-stream');
        return this.files.addPart(upload_id, offset, { key, size });
      });
      if (!added) {
        // Nobody counts it, and of an upload that was cancelled nobody would know of it.
        await this.storage.removeBelow(place);
        throw wrongOffset(await this.find(caller, { upload_id }));
      }
      return { upload: toUpload(added, added.offset, PART_SIZE) };
    } catch (error) {
      ignoreRest(request);
      throw error;
    }
  }

  async finish(caller: Caller, { upload_id }: UploadId): Promise<File> {
    const file = await this.files.find(upload_id);
    if (file?.owner_id !== caller.id) throw new AppError('upload_not_found');
    if (file.state === 'ready') return this.links.toFile(toStoredFile(file));
    const offset = await this.offsetOf(file);
    if (offset !== file.file_size)
      throw new AppError('upload_incomplete', { detail: `${offset} of ${file.file_size} bytes are there.` });
    const stored = await this.temp
      .with((path) => this.assemble(file, path))
      .catch(async (error: unknown) => {
        if (!(error instanceof AppError && error.code === 'file_not_found')) throw error;
        // Who finished or gave up the same upload meanwhile has taken its parts away.
        const ended = await this.files.find(upload_id);
        if (ended?.state !== 'ready') throw new AppError('upload_not_found');
        return toStoredFile(ended);
      });
    await this.storage.removeBelow(`${folderOf(upload_id)}/parts`);
    return this.links.toFile(stored);
  }

  async cancel(caller: Caller, input: UploadId): Promise<void> {
    await this.find(caller, input);
    await this.files.discard(input.upload_id, caller.id);
    this.sweeper.soon();
  }

  private async assemble(file: FileRecord, path: string): Promise<StoredFile> {
    if (isDirect(file)) await this.direct.fetch(file, path);
    else
      for (const { key } of file.parts)
        await pipeline(await this.storage.read(key), createWriteStream(path, { flags: 'a', mode: 0o600 }));
    if ((await stat(path)).size !== file.file_size) throw new AppError('upload_incomplete');
    return this.intake.accept(file, path);
  }

  private async offsetOf(upload: FileRecord): Promise<number> {
    return isDirect(upload) ? this.direct.offsetOf(upload) : upload.offset;
  }

  private async find(caller: Caller, { upload_id }: UploadId): Promise<FileRecord> {
    const upload = await this.files.find(upload_id);
    if (upload?.owner_id !== caller.id || upload.state !== 'incoming') throw new AppError('upload_not_found');
    return upload;
  }
}

const wrongOffset = ({ offset }: FileRecord): AppError =>
  new AppError('upload_offset_wrong', { detail: `The next part begins at ${offset}.` });

const isDirect = (upload: FileRecord): upload is FileRecord & { direct: DirectUpload } =>
  upload.direct !== null;

const toUpload = (
  { id, file_name, file_size, direct, expires_at }: FileRecord,
  offset: number,
  part_size: number,
): Upload => ({
  id,
  file_name,
  file_size,
  offset,
  part_size,
  direct: direct !== null,
  expires_at: (expires_at ?? new Date()).toISOString(),
});
