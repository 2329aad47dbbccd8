import { type FileHandle, open } from 'node:fs/promises';

/** Whose pages are read by these: pictures within a picture. */
const SUB_PAGES = 330;
/** Tables of their own: EXIF, GPS, what goes with EXIF. */
const tables: ReadonlySet<number> = new Set([34_665, 34_853, 40_965]);
/** Who, when, where, with what: description, maker, model, software, time, artist, host, XMP, copyright, IPTC, Photoshop. */
const telling: ReadonlySet<number> = new Set([
  ...[270, 271, 272, 305, 306, 315, 316, 700, 33_432, 33_723, 34_377, 37_724],
  ...tables,
]);
/** Of each type of value, how many bytes one has. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
/** More than any scanner writes; each is read, and may be changed. */
const MOST_ENTRIES = 100_000;
const CHUNK = 1_000_000;

interface Entry {
  tag: number;
  raw: Buffer;
  /** Of what does not fit into the entry: where it is, and how long. */
  away: Part | null;
  values: number[];
}

interface Part {
  from: number;
  to: number;
}

/**
 * Takes location, camera and the like out of a TIFF, in place: the pictures keep every bit, pages of any size stay. False when
 * it is not built as a TIFF is, so that nobody knows what else is in it.
 */
export const blankTiff = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r+');
  try {
    await new Tiff(file, (await file.stat()).size).blank();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  } finally {
    await file.close();
  }
};

class Tiff {
  private little = true;
  /** Of a number of entries, an entry, an offset: BigTIFF has larger ones. */
  private width = { count: 2, entry: 12, offset: 4 };
  private entriesLeft = MOST_ENTRIES;
  private readonly seen = new Set<number>();
  private readonly wiped: Part[] = [];

  constructor(
    private readonly file: FileHandle,
    private readonly size: number,
  ) {}

  async blank(): Promise<void> {
    const header = await this.read(0, 16);
    this.little = header.toString('latin1', 0, 2) === 'II';
    const isBig = this.number(header, 2, 2) === 43;
    if (isBig) this.width = { count: 8, entry: 20, offset: 8 };
    const todo = [this.number(header, isBig ? 8 : 4, this.width.offset)];
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) todo.push(...(await this.cleanPage(at)));
    for (const part of merged(this.wiped)) await this.zero(part);
  }

  /** The page without what tells; answers where others are. */
  private async cleanPage(at: number): Promise<number[]> {
    const table = await this.table(at);
    if (!table) return [];
    const { entries, next } = table;
    const kept = entries.filter(({ tag }) => !telling.has(tag));
    for (const entry of entries) if (telling.has(entry.tag)) await this.wipe(entry);
    if (kept.length < entries.length) {
      const count = Buffer.alloc(this.width.count);
      this.write(count, kept.length);
      const gap = Buffer.alloc((entries.length - kept.length) * this.width.entry);
      const bytes = Buffer.concat([count, ...kept.map(({ raw }) => raw), next, gap]);
      await this.file.write(bytes, 0, bytes.length, at);
    }
    const pages = kept.flatMap(({ tag, values }) => (tag === SUB_PAGES ? values : []));
    return [...pages, this.number(next, 0, this.width.offset)];
  }

  private async wipe({ tag, away, values }: Entry): Promise<void> {
    if (away) this.wiped.push(away);
    const [at] = values;
    if (!tables.has(tag) || at === undefined) return;
    const table = await this.table(at);
    if (!table) return;
    const { count, entry, offset } = this.width;
    this.wiped.push({ from: at, to: at + count + table.entries.length * entry + offset });
    for (const inner of table.entries) await this.wipe(inner);
  }

  /** Null for one that was read before, and for none. */
  private async table(at: number): Promise<{ entries: Entry[]; next: Buffer } | null> {
    if (at === 0 || this.seen.has(at)) return null;
    this.seen.add(at);
    const { count, entry, offset } = this.width;
    const entries = this.number(await this.read(at, count), 0, count);
    this.entriesLeft -= entries + 1;
    if (this.entriesLeft < 0) throw new RangeError('more entries than a picture has');
    const bytes = await this.read(at + count, entries * entry + offset);
    const all: Entry[] = [];
    for (let n = 0; n < entries; n += 1)
      all.push(await this.entry(bytes.subarray(n * entry, (n + 1) * entry)));
    return { entries: all, next: bytes.subarray(entries * entry) };
  }

  private async entry(raw: Buffer): Promise<Entry> {
    const { offset } = this.width;
    const [tag, type] = [this.number(raw, 0, 2), this.number(raw, 2, 2)];
    const size = sizes[type] ?? 0;
    const count = this.number(raw, 4, offset);
    const inside = raw.subarray(4 + offset);
    const from = this.number(inside, 0, offset);
    const away = size * count > offset ? { from, to: Math.min(from + size * count, this.size) } : null;
    if (tag !== SUB_PAGES && !tables.has(tag)) return { tag, raw, away, values: [] };
    this.entriesLeft -= count;
    if (this.entriesLeft < 0) throw new RangeError('more pages than a picture has');
    const data = away ? await this.read(from, size * count) : inside;
    const values = Array.from({ length: size < 4 ? 0 : count }, (_, n) => this.number(data, n * size, size));
    return { tag, raw, away, values };
  }

  private async read(at: number, length: number): Promise<Buffer> {
    if (at + length > this.size) throw new RangeError('it ends before that');
    return (await this.file.read(Buffer.alloc(length), 0, length, at)).buffer;
  }

  private number(data: Buffer, at: number, bytes: number): number {
    if (bytes === 8) return Number(this.little ? data.readBigUInt64LE(at) : data.readBigUInt64BE(at));
    return this.little ? data.readUIntLE(at, bytes) : data.readUIntBE(at, bytes);
  }

  private write(target: Buffer, value: number): void {
    if (target.length === 8)
      this.little ? target.writeBigUInt64LE(BigInt(value)) : target.writeBigUInt64BE(BigInt(value));
    else this.little ? target.writeUInt16LE(value) : target.writeUInt16BE(value);
  }

  private async zero({ from, to }: Part): Promise<void> {
    for (let at = from; at < to; at += CHUNK) {
      const zeros = Buffer.alloc(Math.min(CHUNK, to - at));
      await this.file.write(zeros, 0, zeros.length, at);
    }
  }
}

/** Each byte once, however often it was named. */
const merged = (parts: Part[]): Part[] => {
  const result: Part[] = [];
  for (const part of [...parts].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && part.from <= last.to) last.to = Math.max(last.to, part.to);
    else result.push({ ...part });
  }
  return result;
};
