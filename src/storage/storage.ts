import type { Readable } from 'node:stream';

/** First and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Bytes that are here already: in memory when they are few, else in a file of this machine, which may be gone afterwards. */
export type Bytes = Buffer | { path: string };

/** An upload that is on its way to the storage by itself: where it will lie, and what the storage calls it. */
export interface DirectUpload {
  key: string;
  id: string;
}

/**
 * Bytes that go from the browser to the storage without passing through us. Nobody reads there what came so: it is looked
 * at first, and stored anew, like any other upload.
 */
export interface DirectUploads {
  readonly maxParts: number;
  /** What begins under this key is given up by `removeBelow`. */
  begin(key: string): Promise<DirectUpload>;
  /** An address that takes this one part, of exactly this size. Parts count from 1. */
  sign(upload: DirectUpload, part: { number: number; size: number }, seconds: number): Promise<string>;
  /** Sizes of the parts that are there, by their numbers. Null when it is complete, or was given up. */
  parts(upload: DirectUpload): Promise<Map<number, number> | null>;
  /** Makes one of what is there. From then on its addresses take nothing more. */
  complete(upload: DirectUpload): Promise<void>;
}

/**
 * Where bytes are kept: below keys such as `files/<id>/original`. Whoever stores has written down the key in the database
 * first, so that nothing can lie there for ever that nobody knows of.
 */
export abstract class Storage {
  /** Where the storage can be reached by browsers. */
  readonly direct: DirectUploads | null = null;

  /** All of it or nothing: a reader never sees a part. */
  abstract put(key: string, bytes: Bytes, contentType: string): Promise<void>;

  /** Throws `file_not_found`. Whoever reads destroys the stream when it is not read to its end. */
  abstract read(key: string, range?: ByteRange): Promise<Readable>;

  /** Everything below this, and what a `put` that was interrupted has left there. Removing again removes nothing. */
  abstract removeBelow(prefix: string): Promise<void>;

  /** Every key that is there, in no order: for a backup. */
  abstract list(): AsyncIterable<string>;
}

const KEY = /^[\w-]+(\/[\w-]+)+$/;

/** Keys are made by the server alone; this is the second lock on the door. */
export const checked = (key: string): string => {
  if (!KEY.test(key)) throw new Error(`not a key: ${key}`);
  return key;
};
