import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const WINDOW = 64 * 1024;
const [EXTENSION, IMAGE, COMMENT, APPLICATION] = [0x21, 0x2c, 0xfe, 0xff];
/** How often it moves, and its colours. All else that programs add says where it comes from: XMP above all. */
const harmless: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012']);

interface Part {
  from: number;
  to: number;
}

/** Writes the GIF to `target` without what it carries beside its pictures, which stay as they are. False when that is nothing. */
export const cutGif = async (source: string, target: string): Promise<boolean> => {
  const parts = await tellingIn(source);
  if (parts.length === 0) return false;
  const starts = [0, ...parts.map(({ to }) => to)];
  const kept = starts.map((from, index) => ({ from, to: parts[index]?.from ?? Number.POSITIVE_INFINITY }));
  await pipeline(Readable.from(bytesOf(source, kept)), createWriteStream(target, { mode: 0o600 }));
  return true;
};

async function* bytesOf(source: string, parts: Part[]): AsyncGenerator<Buffer> {
  for (const { from, to } of parts)
    if (from < to) yield* createReadStream(source, { start: from, end: to - 1 }) as AsyncIterable<Buffer>;
}

const tellingIn = async (path: string): Promise<Part[]> => {
  const file = await open(path, 'r');
  try {
    const gif = new Window(file, (await file.stat()).size);
    const found: Part[] = [];
    let at = 13 + tableSize(await gif.byte(10));
    while (at < gif.size) {
      const from = at;
      const kind = await gif.byte(at);
      if (kind === IMAGE) at = await pastBlocks(gif, at + 11 + tableSize(await gif.byte(at + 9)));
      else if (kind === EXTENSION) at = await pastBlocks(gif, at + 2);
      else break; // The end, or what no reader understands.
      if (kind === EXTENSION && (await tells(gif, from))) found.push({ from, to: at });
    }
    return found;
  } finally {
    await file.close();
  }
};

const tells = async (gif: Window, at: number): Promise<boolean> => {
  const label = await gif.byte(at + 1);
  return label === COMMENT || (label === APPLICATION && !harmless.has(await gif.text(at + 3, 11)));
};

const tableSize = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

const pastBlocks = async (gif: Window, from: number): Promise<number> => {
  let at = from;
  for (let size = await gif.byte(at); size > 0; size = await gif.byte(at)) at += size + 1;
  return Math.min(at + 1, gif.size);
};

/** A file, some of it at a time. Behind its end there are zeros. */
class Window {
  private start = 0;
  private bytes = Buffer.alloc(0);

  constructor(
    private readonly file: FileHandle,
    readonly size: number,
  ) {}

  async byte(at: number): Promise<number> {
    if (at < this.start || at >= this.start + this.bytes.length) {
      const { buffer, bytesRead } = await this.file.read(Buffer.alloc(WINDOW), 0, WINDOW, at);
      this.bytes = buffer.subarray(0, bytesRead);
      this.start = at;
    }
    return this.bytes[at - this.start] ?? 0;
  }

  async text(at: number, length: number): Promise<string> {
    const { buffer } = await this.file.read(Buffer.alloc(length), 0, length, at);
    return buffer.toString('latin1');
  }
}
