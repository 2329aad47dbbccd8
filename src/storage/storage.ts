import type { Readable } from 'node:stream';

/** First and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Bytes that are here already: in memory when they are few, else in a file of this machine, which may be gone afterwards. */
export type Bytes = Buffer | { path: string };

/**
 * Where bytes are kept: below keys such as `files/<id>/original`. Whoever stores has written down the key in the database
 * first, so that nothing can lie there for ever that nobody knows of.
 */
export abstract class Storage {
  /** All of it or nothing: a reader never sees a part. */
  abstract put(key: string, bytes: Bytes, contentType: string): Promise<void>;

  /** Throws `file_not_found`. Whoever reads destroys the stream when it is not read to its end. */
  abstract read(key: string, range?: ByteRange): Promise<Readable>;

  /** Everything below this, and what a `put` that was interrupted has left there. Removing again removes nothing. */
  abstract removeBelow(prefix: string): Promise<void>;
}

const KEY = /^[\w-]+(\/[\w-]+)+$/;

/** Keys are made by the server alone; this is the second lock on the door. */
export const checked = (key: string): string => {
  if (!KEY.test(key)) throw new Error(`not a key: ${key}`);
  return key;
};
