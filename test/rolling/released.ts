import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const PACKED = 'test/rolling/released.tgz';

/**
 * The server of the version before, as it was built: `main.js` of what scripts/keep-release.mjs packed. It is in the
 * clone, so that a clone without history has it too, and unpacked below it, so that it finds the packages.
 */
export const releasedServer = async (): Promise<string> => {
  const digest = createHash('sha256')
    .update(await readFile(PACKED))
    .digest('hex')
    .slice(0, 12);
  const folder = resolve('.data', `released-${digest}`);
  const main = join(folder, 'dist/main.js');
  if (existsSync(main)) return main;
  await mkdir('.data', { recursive: true });
  const unpacked = await mkdtemp(resolve('.data', 'unpacking-'));
  await promisify(execFile)('tar', ['-xzf', PACKED, '-C', unpacked]);
  // Whoever was quicker has the same.
  await rename(unpacked, folder).catch(() => rm(unpacked, { recursive: true }));
  return main;
};
