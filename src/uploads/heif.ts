import { type FileHandle, open } from 'node:fs/promises';
import { headerOf } from './boxes.js';

/** What the box of all that is said about a picture may have: more than a phone ever writes. */
const MAX_META = 4_000_000;
/** Items that say where and with what a picture was taken: EXIF, and XMP, which is a `mime` item. */
const telling: ReadonlySet<string> = new Set(['Exif', 'mime']);

/** Pictures of phones that nothing here can decode, for the patents on their codec. */
export const heifTypes = ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'];

/**
 * Overwrites location, camera and the like with zeros, in place: a picture that cannot be decoded cannot be written anew.
 * False when it is not built as such a picture is, so that nobody knows what else is in it.
 */
export const blankHeif = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const meta = await findMeta(file, size);
    if (!meta) return false;
    const extents = extentsOf(meta);
    if (extents.some(({ start, length }) => start + length > size)) return false;
    for (const { start, length } of extents) await file.write(Buffer.alloc(length), 0, length, start);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false; // It ends in the middle of a box.
    throw error;
  } finally {
    await file.close();
  }
};

interface Box {
  type: string;
  /** Without its header. */
  data: Buffer;
  /** Where that begins in the file. */
  at: number;
}

const findMeta = async (file: FileHandle, size: number): Promise<Box | undefined> => {
  for (let at = 0; at + 16 <= size; ) {
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, at);
    const { type, header, length } = headerOf(buffer, 0, size - at);
    if (type === 'meta' && length - header <= MAX_META) {
      const data = Buffer.alloc(length - header);
      await file.read(data, 0, data.length, at + header);
      return { type, data, at: at + header };
    }
    at += length;
  }
  return undefined;
};

const boxesIn = (parent: Box, from: number): Box[] => {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= parent.data.length; ) {
    const { type, header, length } = headerOf(parent.data, at, parent.data.length - at);
    boxes.push({ type, data: parent.data.subarray(at + header, at + length), at: parent.at + at + header });
    at += length;
  }
  return boxes;
};

const extentsOf = (meta: Box): { start: number; length: number }[] => {
  const boxes = boxesIn(meta, 4);
  const [items, places, inside] = ['iinf', 'iloc', 'idat'].map((name) =>
    boxes.find(({ type }) => type === name),
  );
  if (!items || !places) throw new RangeError('a picture without items');
  const ids = new Set(itemsOf(items).flatMap(({ id, type }) => (telling.has(type) ? [id] : [])));
  return placesOf(places, inside?.at ?? 0).filter(({ id }) => ids.has(id));
};

const itemsOf = (box: Box): { id: number; type: string }[] =>
  boxesIn(box, box.data[0] === 0 ? 6 : 8).map(({ data }) => {
    const wide = data[0] === 3;
    const id = wide ? data.readUInt32BE(4) : data.readUInt16BE(4);
    const at = wide ? 10 : 8;
    return { id, type: data.toString('latin1', at, at + 4) };
  });

/** Reads numbers of so many bytes one after the other; of none the number is 0. */
const reader = (data: Buffer, from: number) => {
  let at = from;
  return (bytes: number): number => {
    if (at + bytes > data.length) throw new RangeError('a box that ends too early');
    let value = 0;
    for (const end = at + bytes; at < end; at += 1) value = value * 256 + (data[at] as number);
    return value;
  };
};

const placesOf = ({ data }: Box, inside: number) => {
  const version = data[0] ?? 0;
  const next = reader(data, 4);
  const [sizes, more] = [next(1), next(1)];
  const index = version > 0 ? more & 15 : 0;
  const places: { id: number; start: number; length: number }[] = [];
  for (let items = next(version < 2 ? 2 : 4); items > 0; items -= 1) {
    const id = next(version < 2 ? 2 : 4);
    // Counted from the beginning of the file, or of a box for small things.
    const origin = version > 0 && (next(2) & 15) === 1 ? inside : 0;
    next(2);
    const base = next(more >> 4);
    for (let extents = next(2); extents > 0; extents -= 1) {
      next(index);
      places.push({ id, start: origin + base + next(sizes >> 4), length: next(sizes & 15) });
    }
  }
  return places;
};
