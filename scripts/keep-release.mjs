/**
 * `npm run release:keep`: packs the server as it is built now into test/rolling/released.tgz. From then on it is the version
 * before, beside which the next one is tested. To be run on what is released, together with `npm run contract:diff -- --accept`.
 */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../tools/services/failure.mjs';
import { progress as log } from '../tools/services/log.mjs';
import { run } from '../tools/services/process.mjs';
import { build } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMain } from './lib/life.mjs';
import { ROOT } from './lib/root.mjs';
import { makeScratchFolder, removeScratchFolder } from './lib/scratch.mjs';

const PACKED = join(ROOT, 'test/rolling/released.tgz');
/** No maps: they would double it. */
const LEFT_OUT = /\.(map|stamp|tsbuildinfo)$/;
/** The same files make the same archive. */
const STEADY = ['--sort=name', '--owner=0', '--group=0', '--mtime=2000-01-01'];

await runMain(
  async (life) => {
    await build(ROOT, { node: await ensureDependencies(ROOT, log), log });
    const folder = makeScratchFolder();
    life.add({ stop: () => removeScratchFolder(folder) });
    cpSync(join(ROOT, 'dist'), join(folder, 'dist'), {
      recursive: true,
      filter: (path) => !LEFT_OUT.test(path),
    });
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    rmSync(PACKED, { force: true });
    const packed = await run('tar', [...STEADY, '-czf', PACKED, '-C', folder, 'dist', 'package.json'], {
      cwd: ROOT,
    });
    if (!packed.ok) throw new Failure(`tar: ${packed.output}`);
    log(`packed ${PACKED}`);
    await life.end(0);
  },
  { statusOnSignal: 130 },
);
