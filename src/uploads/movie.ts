import { type FileHandle, open } from 'node:fs/promises';
import { headerOf } from './boxes.js';

export const movieTypes = ['video/mp4', 'video/quicktime', 'video/x-m4v', 'video/3gpp', 'video/3gpp2'];

/** Boxes in which others lie that may tell something. */
const parents: ReadonlySet<string> = new Set(['moov', 'moov/trak', 'moov/udta', 'moov/trak/udta']);
/** Where and with what it was filmed, as phones write it: Apple's keys, the user data of Android, 3GPP's place. */
const telling = /^moov\/(trak\/)?(meta|udta\/(©xyz|©mak|©mod|loci|XMP_))$/;
/** XMP, beside the film. */
const XMP = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
const MOST_BOXES = 2_000;
const CHUNK = 1_000_000;

interface Place {
  type: string;
  at: number;
  header: number;
  length: number;
}

/**
 * Overwrites location and camera in a film with zeros, in place: to write it anew would take the machine for minutes. True: of
 * a film that is broken nothing is shown anyway.
 */
export const blankMovie = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    for (const box of await tellingIn(file, size)) await blank(file, box);
    return true;
  } finally {
    await file.close();
  }
};

const tellingIn = async (file: FileHandle, size: number): Promise<Place[]> => {
  const found: Place[] = [];
  let left = MOST_BOXES;
  const look = async (path: string, from: number, end: number): Promise<void> => {
    for (let at = from; at + 8 <= end && left > 0; left -= 1) {
      const box = await boxAt(file, at, end);
      if (!box) return;
      const name = path === '' ? box.type : `${path}/${box.type}`;
      if (parents.has(name)) await look(name, at + box.header, at + box.length);
      if (telling.test(name) || (name === 'uuid' && (await isXmp(file, box)))) found.push(box);
      at += box.length;
    }
  };
  await look('', 0, size);
  return found;
};

const boxAt = async (file: FileHandle, at: number, end: number): Promise<Place | null> => {
  const { buffer } = await file.read(Buffer.alloc(16), 0, 16, at);
  try {
    return { ...headerOf(buffer, 0, end - at), at };
  } catch {
    return null;
  }
};

const isXmp = async (file: FileHandle, { at, header }: Place): Promise<boolean> => {
  const { buffer } = await file.read(Buffer.alloc(XMP.length), 0, XMP.length, at + header);
  return buffer.equals(XMP);
};

/** A box that is free room may stand anywhere. */
const blank = async (file: FileHandle, { at, header, length }: Place): Promise<void> => {
  await file.write('free', at + 4, 'latin1');
  const end = at + length;
  for (let from = at + header; from < end; from += CHUNK) {
    const zeros = Buffer.alloc(Math.min(CHUNK, end - from));
    await file.write(zeros, 0, zeros.length, from);
  }
};
