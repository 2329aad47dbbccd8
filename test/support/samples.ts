import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { aptInstall, aptIsUsable } from '../../tools/services/apt.mjs';
import { cacheFolder } from '../../tools/services/cache.mjs';
import { withLock } from '../../tools/services/lock.mjs';
import { commandPath } from '../../tools/services/process.mjs';

const exec = promisify(execFile);
const programs = ['ffmpeg', 'pdftoppm'];

/** What looks into films and documents: the product does without, its tests do not. */
export const installMediaTools = async (): Promise<void> => {
  const missing = () => programs.some((name) => !commandPath(name));
  if (!missing() || !aptIsUsable()) return;
  await withLock(join(cacheFolder(), 'apt.lock'), {}, async () => {
    if (missing()) await aptInstall(['ffmpeg', 'poppler-utils'], { log: () => undefined });
  });
};

/** A film of so many seconds, made here, turned by 90 degrees where that is said. */
export const film = async (name: string, seconds: number, more: string[] = []): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-film-'));
  try {
    const source = ['-f', 'lavfi', '-i', `testsrc=duration=${seconds}:size=320x180:rate=10`];
    await exec('ffmpeg', ['-v', 'error', ...source, ...more, join(folder, name)]);
    return await readFile(join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** A document of one page of 200 by 100 points, with so many lines across it: thousands of them take seconds to draw. */
export const pdfOf = (lines: number): Buffer => {
  const drawn = Array.from({ length: lines }, (_, n) => `${(n * 37) % 200} 0 m ${(n * 91) % 200} 100 l S`);
  const content = drawn.join('\n');
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R>>endobj',
    `4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj`,
  ];
  return Buffer.from(['%PDF-1.4', ...objects, 'trailer<</Root 1 0 R/Size 5>>', '%%EOF'].join('\n'));
};

/** One with nothing on its page. */
export const pdf = pdfOf(0);

/** A picture that moves: each frame another grey. */
export const moving = async (format: 'gif' | 'webp', frames = 4, size = 40): Promise<Buffer> => {
  const pages = await Promise.all(
    Array.from({ length: frames }, (_, n) =>
      sharp({
        create: { width: size, height: size, channels: 3, background: { r: n * 40, g: n * 40, b: 0 } },
      })
        .png()
        .toBuffer(),
    ),
  );
  const joined = sharp(pages, { join: { animated: true } });
  return format === 'gif'
    ? joined.gif({ delay: frames }).toBuffer()
    : joined.webp({ lossless: true }).toBuffer();
};
