import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import mongoose from 'mongoose';

const { BSON } = mongoose.mongo;

/** Numbers stay what they were: a 64-bit integer must not come back as a double. */
export const exact = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const;

// biome-ignore lint/suspicious/noExplicitAny: ids are of many types, and only handed on.
export type Document = Record<string, unknown> & { _id: any };

const LENGTH_BYTES = 4;

/** Documents one after the other, compressed: what `mongorestore --gzip` reads as well. Returns how many there were. */
export const writeDocuments = async (path: string, documents: AsyncIterable<Document>): Promise<number> => {
  const gzip = createGzip();
  const written = pipeline(gzip, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  written.catch(() => gzip.destroy()); // Whoever waits below is told.
  let count = 0;
  for await (const document of documents) {
    count += 1;
    if (!gzip.write(BSON.serialize(document))) await Promise.race([once(gzip, 'drain'), written]);
  }
  gzip.end();
  await written;
  return count;
};

export async function* readDocuments(path: string): AsyncGenerator<Document> {
  const unzipped = createReadStream(path).pipe(createGunzip());
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of unzipped) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    while (rest.length - at >= LENGTH_BYTES) {
      const length = rest.readInt32LE(at);
      if (rest.length - at < length) break;
      yield BSON.deserialize(rest.subarray(at, at + length), exact) as Document;
      at += length;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw new Error(`${path} ends in the middle of a document`);
}

export const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  const file = createReadStream(path).on('data', (chunk) => hash.update(chunk));
  await finished(file);
  return hash.digest('hex');
};
