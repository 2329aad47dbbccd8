import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';

export type Media = 'image' | 'video' | 'audio' | 'other';

const SAMPLE = 64 * 1024;
const UNKNOWN = 'application/octet-stream';

/** The type by what is in the file. Names and what a browser claims count for nothing. */
export const typeOf = async (path: string): Promise<string> => {
  const known = await fileTypeFromFile(path).catch(() => undefined);
  if (known && !isMarkup(known.mime)) return known.mime;
  return typeOfText(await sampleOf(path));
};

const sampleOf = async (path: string): Promise<Buffer> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

const isMarkup = (type: string): boolean => /(xml|html)$/.test(type);

/** Markup wherever in the sample it stands, since browsers are as generous. */
const markup: readonly (readonly [RegExp, string])[] = [
  [/<svg[\s>]/i, 'image/svg+xml'],
  [/<(!doctype\s+html|html|head|body|script|iframe|style|title|img|a\s|div|p>)/i, 'text/html'],
  [/^\s*<\?xml/i, 'application/xml'],
];

/** Text is what decodes and has no control characters beside white space. */
export const typeOfText = (sample: Buffer): string => {
  if (sample.length === 0) return 'text/plain';
  const text = decoded(sample);
  if (text === undefined) return UNKNOWN;
  return markup.find(([pattern]) => pattern.test(text))?.[1] ?? 'text/plain';
};

const decoded = (sample: Buffer): string | undefined => {
  try {
    // The sample may end within a character: `stream` lets it.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
};

/** Types that a browser shows without running anything. All others are downloads. */
const shown: ReadonlySet<string> = new Set([
  ...['image/png', 'image/apng', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'],
  ...['video/mp4', 'video/webm', 'video/ogg', 'video/quicktime'],
  ...[
    'audio/mpeg',
    'audio/mp4',
    'audio/aac',
    'audio/ogg',
    'audio/wav',
    'audio/webm',
    'audio/flac',
    'audio/x-m4a',
  ],
  ...['audio/x-flac', 'audio/opus', 'text/plain'],
]);

/** Without parameters: `audio/ogg; codecs=opus` is `audio/ogg`. */
const bare = (type: string): string => type.split(';')[0]?.trim() ?? '';

export const isShown = (type: string): boolean => shown.has(bare(type));

export const mediaOf = (type: string): Media => {
  const [family] = type.split('/');
  if (type === 'image/svg+xml') return 'other';
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'other';
};

/** Whether a list such as `image/*, application/pdf` has the type. An empty one has all. */
export const isAllowed = (type: string, allowed: readonly string[]): boolean =>
  allowed.length === 0 ||
  allowed.some((pattern) =>
    pattern.endsWith('/*') ? type.startsWith(pattern.slice(0, -1)) : bare(type) === pattern,
  );
