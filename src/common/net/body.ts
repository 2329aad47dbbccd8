import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The first `maxSize` bytes of an answer as they are after decompression, and whether there were more. No more than that
 * is ever unpacked: a kilobyte can hold a gigabyte of zeros.
 */
export const readBody = async (
  body: Readable,
  encoding: string,
  maxSize: number,
): Promise<{ bytes: Buffer; cut: boolean }> => {
  const name = encoding.trim().toLowerCase();
  if (name !== '' && name !== 'identity' && !decoders[name]) throw new Error(`unknown encoding ${name}`);
  const decoder = decoders[name]?.();
  const source = decoder ? body.pipe(decoder) : body;
  // Also after the last byte that is wanted: what is destroyed complains.
  body.on('error', (error) => decoder?.emit('error', error));
  decoder?.on('error', () => undefined);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxSize) break;
    }
  } finally {
    body.destroy();
  }
  const bytes = Buffer.concat(chunks, Math.min(size, maxSize));
  return { bytes, cut: size > maxSize };
};
