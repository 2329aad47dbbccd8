/**
 * `npm run sdk:build`: what is published. Modules for both systems, each beside its types, and one file for pages without a
 * bundler. Says what it weighs, and fails above what the documentation promises.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const here = import.meta.dirname;
const dist = join(here, 'dist');
const entries = { index: join(here, 'src/index.ts'), node: join(here, 'src/node.ts') };
const TYPESCRIPT = join(here, '../node_modules/typescript-native/bin/tsc');

/** Most bytes after gzip. `own` is the SDK alone, `whole` has Socket.IO's client in it. */
const BUDGET = { own: 10_000, whole: 23_000 };

/** @type {import('rolldown').InputOptions} */
const shared = {
  cwd: here,
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  logLevel: 'warn',
};

/** @param {import('rolldown').InputOptions} input @param {import('rolldown').OutputOptions} output */
async function bundle(input, output) {
  const made = await rolldown({ ...shared, ...input });
  try {
    return await (output.dir || output.file ? made.write(output) : made.generate(output));
  } finally {
    await made.close();
  }
}

/** @param {string | Uint8Array} code */
const weight = (code) => gzipSync(code, { level: 9 }).length;

function writeTypes() {
  const { status } = spawnSync(process.execPath, [TYPESCRIPT, '-p', join(here, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`the compiler ended with ${status}`);
  // The types of a CommonJS module must lie where its files are CommonJS.
  cpSync(join(dist, 'esm'), join(dist, 'cjs'), {
    recursive: true,
    filter: (path) => !path.endsWith('.js'),
  });
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'cjs'), { recursive: true });
writeFileSync(join(dist, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
const external = ['socket.io-client', /^node:/];
await bundle({ input: entries, external, platform: 'neutral' }, { dir: join(dist, 'esm'), format: 'esm' });
await bundle({ input: entries, external, platform: 'neutral' }, { dir: join(dist, 'cjs'), format: 'cjs' });
await bundle(
  { input: entries.index, platform: 'browser' },
  { file: join(dist, 'parley.min.js'), format: 'iife', name: 'Parley', minify: true },
);
writeTypes();

const own = await bundle(
  { input: entries.index, external, platform: 'browser' },
  { format: 'esm', minify: true },
);
const sizes = {
  own: weight(own.output[0].code),
  whole: weight(readFileSync(join(dist, 'parley.min.js'))),
};
process.stdout.write(
  `gzipped: the SDK ${sizes.own} bytes (at most ${BUDGET.own}), with Socket.IO's client ${sizes.whole} (at most ${BUDGET.whole})\n`,
);
if (sizes.own > BUDGET.own || sizes.whole > BUDGET.whole) process.exitCode = 1;
