import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moving } from '../../test/support/samples.js';
import { cutGif } from './gif.js';
import { blankMovie } from './movie.js';
import { blankTiff } from './tiff.js';

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-metadata-'));
  path = join(folder, 'a');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const telling = ['Camera One', '52.5,13.4', 'GPS place'];
const tells = (bytes: Buffer): string[] => telling.filter((text) => bytes.includes(text));

/** What is in the file after `work`. */
const treated = async (bytes: Buffer, work: (path: string) => Promise<boolean>) => {
  await writeFile(path, bytes);
  return { good: await work(path), bytes: await readFile(path) };
};

describe('a GIF', () => {
  const magic = Buffer.from([1, ...Array.from({ length: 256 }, (_, n) => 255 - n), 0]);
  const xmp = Buffer.concat([Buffer.from('!\xff\x0bXMP DataXMP<gps>52.5,13.4</gps>', 'latin1'), magic]);
  const comment = Buffer.from('!\xfe\x0aCamera One\0', 'latin1');
  const target = () => join(folder, 'cut');
  const cut = async (bytes: Buffer) => {
    await writeFile(path, bytes);
    return (await cutGif(path, target())) ? readFile(target()) : null;
  };

  it('loses what programs wrote into it, wherever, and not a bit of its pictures', async () => {
    const plain = await moving('gif');
    const head = 13 + 3 * 2 ** (((plain[10] as number) & 7) + 1);
    const end = plain.length - 1;
    const full = Buffer.concat([
      ...[plain.subarray(0, head), comment, xmp, plain.subarray(head, end)],
      ...[xmp, comment, plain.subarray(end)],
    ]);
    expect(tells(full)).toHaveLength(2);
    expect(await cut(full)).toEqual(plain);
  });

  it('that has nothing of that, or ends anywhere, is left alone', async () => {
    const plain = await moving('gif');
    for (const length of [plain.length, plain.length - 1, 200, 13, 5])
      expect(await cut(plain.subarray(0, length)), `${length}`).toBeNull();
  });
});

describe('a film', () => {
  const box = (type: string, ...parts: (Buffer | string)[]): Buffer => {
    const data = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
    const header = Buffer.alloc(8);
    header.writeUInt32BE(data.length + 8);
    header.write(type, 4, 'latin1');
    return Buffer.concat([header, data]);
  };
  const XMP = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
  const filmed = Buffer.concat([
    box('ftyp', 'isom'),
    box('uuid', XMP, '52.5,13.4'),
    box('mdat', 'Camera Two'),
    box(
      'moov',
      box('mvhd', 'one'),
      box('trak', box('tkhd', 'two'), box('udta', box('©xyz', 'GPS place')), box('meta', 'Camera One')),
      box('meta', 'Camera One', 'GPS place'),
      box('udta', box('©xyz', '52.5,13.4'), box('loci', 'GPS place'), box('titl', 'My film')),
    ),
  ]);

  it('loses where and with what it was filmed, and is as long as before', async () => {
    expect(tells(filmed)).toHaveLength(3);
    const { bytes } = await treated(filmed, blankMovie);
    expect([tells(bytes), bytes.length]).toEqual([[], filmed.length]);
    for (const kept of ['Camera Two', 'My film', 'one', 'two', 'tkhd'])
      expect(bytes.includes(kept), kept).toBe(true);
    expect((await treated(bytes, blankMovie)).bytes).toEqual(bytes);
  });

  it('that is broken, or nests for ever, stays as far as it goes', async () => {
    for (let length = 0; length < filmed.length; length += 31)
      expect((await treated(filmed.subarray(0, length), blankMovie)).bytes).toHaveLength(length);
    const many = Buffer.concat(Array.from({ length: 2_500 }, () => box('free')));
    expect((await treated(box('moov', many), blankMovie)).bytes).toEqual(box('moov', many));
  });
});

interface Field {
  tag: number;
  type: number;
  value: Buffer | Field[] | Field[][];
}

/** Where the two pixels are that pages may show. */
const PIXELS = 16;

/** A TIFF of these pages, of either order of bytes and either size of offsets. */
const tiffOf = (pages: Field[][], little: boolean, big: boolean): Buffer => {
  const width = big ? 8 : 4;
  const number = (value: number, bytes: number): Buffer => {
    const data = Buffer.alloc(8);
    data.writeBigUInt64LE(BigInt(value));
    const used = data.subarray(0, bytes);
    return little ? used : Buffer.from(used).reverse();
  };
  let file = Buffer.concat([
    Buffer.from(little ? 'II' : 'MM'),
    ...(big ? [number(43, 2), number(8, 2), number(0, 2)] : [number(42, 2)]),
    number(0, width),
  ]);
  file = Buffer.concat([file, Buffer.alloc(PIXELS - file.length), Buffer.from([10, 20])]);
  const add = (data: Buffer): number => {
    file = Buffer.concat([file, data, Buffer.alloc(data.length % 2)]);
    return file.length - data.length - (data.length % 2);
  };
  const table = (fields: Field[], next: number): number => {
    const entries = fields.map(({ tag, type, value }) => {
      const isTable = Array.isArray(value);
      const tables = isTable ? (Array.isArray(value[0]) ? (value as Field[][]) : [value as Field[]]) : [];
      const data = isTable
        ? Buffer.concat(tables.map((one) => number(table(one, 0), width)))
        : (value as Buffer);
      const size = { 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 13: 4, 18: 8 }[type] ?? 1;
      const inside = data.length <= width ? Buffer.concat([data, Buffer.alloc(width - data.length)]) : null;
      return Buffer.concat([
        ...[number(tag, 2), number(type, 2), number(data.length / size, width)],
        inside ?? number(add(data), width),
      ]);
    });
    return add(Buffer.concat([number(entries.length, big ? 8 : 2), ...entries, number(next, width)]));
  };
  const first = pages.reduceRight((next, page) => table(page, next), 0);
  number(first, width).copy(file, big ? 8 : 4);
  return file;
};

describe('a TIFF', () => {
  const short = (value: number, little: boolean): Buffer => Buffer.from(little ? [value, 0] : [0, value]);
  const pageOf = (little: boolean, offset: number, extra: Field[] = []): Field[] => {
    const plain = { 256: 1, 257: 1, 258: 8, 259: 1, 262: 1, 273: offset, 277: 1, 278: 1, 279: 1 };
    const fields = Object.entries(plain).map(
      ([tag, value]): Field => ({ tag: Number(tag), type: 3, value: short(value, little) }),
    );
    return [...fields, ...extra].sort((a, b) => a.tag - b.tag);
  };
  const place = (table: number): Field[] => [
    { tag: 271, type: 2, value: Buffer.from('Camera One\0') },
    { tag: 272, type: 2, value: Buffer.from('X\0') },
    { tag: 700, type: 7, value: Buffer.from('<gps>52.5,13.4</gps>') },
    {
      tag: 34_853,
      type: table,
      value: [
        { tag: 1, type: 2, value: Buffer.from('N\0') },
        { tag: 27, type: 7, value: Buffer.from('GPS place') },
      ],
    },
  ];

  it.each([
    ['II', true, false],
    ['MM', false, false],
    ['II, large', true, true],
    ['MM, large', false, true],
  ])(
    '(%s) loses who, where and with what on every page, and keeps its pictures',
    async (_kind, little, big) => {
      const table = big ? 18 : 4;
      const within: Field = { tag: 330, type: table, value: [pageOf(little, PIXELS, place(table))] };
      const pages = [
        pageOf(little, PIXELS, [...place(table), within]),
        pageOf(little, PIXELS + 1, place(table)),
      ];
      const bytes = tiffOf(pages, little, big);
      expect(tells(bytes)).toHaveLength(3);
      const { pages: before, xmp } = await sharp(bytes).metadata();
      expect([before, xmp?.length]).toEqual([2, 20]);
      const cleaned = await treated(bytes, blankTiff);
      expect([cleaned.good, tells(cleaned.bytes), cleaned.bytes.length]).toEqual([true, [], bytes.length]);
      const { pages: kept, xmp: more, width } = await sharp(cleaned.bytes).metadata();
      expect([kept, more, width]).toEqual([2, undefined, 1]);
      expect(await sharp(cleaned.bytes, { page: 1 }).raw().toBuffer()).toEqual(
        await sharp(bytes, { page: 1 }).raw().toBuffer(),
      );
      expect((await treated(cleaned.bytes, blankTiff)).bytes).toEqual(cleaned.bytes);
    },
  );

  it('that is cut, goes round in circles or names a million tables, ends', async () => {
    const bytes = tiffOf([pageOf(true, PIXELS, place(4))], true, false);
    for (let length = 0; length < bytes.length; length += 17)
      expect((await treated(bytes.subarray(0, length), blankTiff)).good, `${length}`).toBe(false);
    const round = tiffOf([pageOf(true, PIXELS)], true, false);
    round.copy(round, round.length - 4, 4, 8);
    expect((await treated(round, blankTiff)).good).toBe(true);
    const many: Field = { tag: 330, type: 4, value: Buffer.alloc(4 * 100_001, 1) };
    expect((await treated(tiffOf([[many]], true, false), blankTiff)).good).toBe(false);
  });
});
