import { createWriteStream } from 'node:fs';
import { PassThrough, type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { AppError } from '../common/errors/app-error.js';
import { limits } from '../contract/limits.js';

const FIELD = 'file';
const MAX_FIELDS = 20;

export interface IncomingFile {
  file_name: string;
  stream: Readable;
}

/** The file of a form, as soon as its name is known: its bytes are still to come. */
export const fileOfForm = (request: Request): Promise<IncomingFile> =>
  new Promise((resolve, reject) => {
    const form = parserFor(request);
    form.on('file', (field, stream, { filename }) => {
      stream.on('error', () => undefined); // Told by whoever reads it, if anybody still does.
      if (field === FIELD) resolve({ file_name: filename ?? '', stream });
      else stream.resume();
    });
    form.on('close', () => reject(new AppError('file_missing')));
    form.on('error', () => reject(new AppError('form_malformed')));
    // When the connection breaks off the parser ends its file with an error: a part of a file is none.
    pipeline(bodyOf(request), form).catch(() => reject(new AppError('form_malformed')));
  });

const parserFor = (request: Request): busboy.Busboy => {
  if (!request.is('multipart/form-data')) throw new AppError('unsupported_media_type');
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        files: 1,
        fields: MAX_FIELDS,
        parts: MAX_FIELDS + 1,
        fieldSize: limits.fileName.max,
        headerPairs: 50,
      },
    });
  } catch {
    throw new AppError('form_malformed');
  }
};

/** The bytes of a request that is nothing but bytes. */
export const bytesOf = (request: Request): Readable => {
  if (!request.is('application/octet-stream')) throw new AppError('unsupported_media_type');
  return bodyOf(request);
};

/**
 * What comes in, as a stream that may be given up. A request that is destroyed, as `pipeline` does when the disk is full or a
 * part too large, reads no more: the rest stays on its connection, and the next request there waits behind it until it is cut.
 */
const bodyOf = (request: Request): Readable => {
  const body = new PassThrough();
  const endIfBroken = (): void => {
    if (request.destroyed && !request.complete) body.destroy(new AppError('form_malformed'));
  };
  body.on('error', () => undefined); // Told by whoever reads it, if anybody still does.
  request.pipe(body);
  request.once('close', endIfBroken);
  endIfBroken(); // It may have happened while it was looked up who sends.
  return body;
};

/** Writes what comes in to a file and returns how much it was: chunk by chunk, so that no upload is held in memory. */
export const receive = async (stream: Readable, path: string, max: number): Promise<number> => {
  let size = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      done(size > max ? new AppError('file_too_large', { detail: `At most ${max} bytes.` }) : null, chunk);
    },
  });
  try {
    await pipeline(stream, counter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    throw error instanceof AppError ? error : brokenOff(error);
  }
  return size;
};

/** The sender went away, or our disk is full. */
const brokenOff = (error: unknown): unknown =>
  ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')
    ? error
    : new AppError('form_malformed');

/**
 * After a refusal the rest of the body is read and thrown away: who is still sending would otherwise see a broken connection
 * in place of the answer.
 */
export const ignoreRest = (request: Request): void => {
  request.unpipe();
  request.resume();
};
