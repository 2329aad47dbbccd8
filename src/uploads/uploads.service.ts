import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import type { File } from '../contract/message.js';
import { newId } from '../database/object-id.js';
import type { Caller } from '../identity/caller.js';
import { TempFiles } from '../storage/temp-files.js';
import { FileIntake } from './file-intake.js';
import { FileLinks } from './file-links.js';
import { safeFileName } from './file-name.js';
import { fileOfForm, ignoreRest, receive } from './incoming.js';

@Injectable()
export class UploadsService {
  constructor(
    private readonly config: Config,
    private readonly temp: TempFiles,
    private readonly intake: FileIntake,
    private readonly links: FileLinks,
  ) {}

  async upload(caller: Caller, request: Request): Promise<File> {
    const max = this.config.env.UPLOAD_MAX_SIZE;
    try {
      const { file_name, stream } = await fileOfForm(request);
      const name = safeFileName(file_name);
      const expected = Math.min(Number(request.headers['content-length'] ?? max), max);
      const id = newId();
      await this.intake.reserve({ id, owner_id: caller.id, file_name: name, file_size: expected });
      const stored = await this.intake.orDiscard(id, caller.id, () =>
        this.temp.with(async (path) => {
          const size = await receive(stream, path, max);
          if (request.destroyed && !request.complete) throw new AppError('form_malformed');
          return this.intake.accept({ id, file_name: name, file_size: size }, path);
        }),
      );
      return this.links.toFile(stored);
    } catch (error) {
      ignoreRest(request);
      throw error;
    }
  }
}
