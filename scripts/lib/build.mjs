/** Makes what is run from what is written, when it has changed since the last time. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../tools/services/failure.mjs';
import { withLock } from '../../tools/services/lock.mjs';
import { timed } from '../../tools/services/log.mjs';
import { run } from '../../tools/services/process.mjs';

/**
 * @typedef {object} BuildStep
 * @property {string} name
 * @property {string[]} inputs files and folders below the clone; a change in any of them means a new build
 * @property {RegExp} [ignore] paths among them that do not matter
 * @property {string} output is there after a build
 * @property {string} stamp remembers the inputs of the last whole build
 * @property {string[]} command arguments for node
 * @property {(root: string) => void} [before] without a stamp: after an interrupted build, or none
 * @property {(root: string) => void} [after]
 */

/** @type {BuildStep[]} None needs what another makes. */
const BUILD_STEPS = [
  {
    name: 'the server',
    inputs: ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    ignore: /\.spec\.ts$/,
    output: 'dist/main.js',
    stamp: 'dist/.stamp',
    command: ['node_modules/typescript-native/bin/tsc', '-p', 'tsconfig.build.json'],
    // Without it the compiler would write again only what has changed since it last wrote everything.
    before: (root) => rmSync(join(root, 'dist', '.tsbuildinfo'), { force: true }),
    after: removeOrphans,
  },
  {
    name: 'the web client',
    inputs: [
      ...[
        'web/src',
        'web/emoji',
        'web/public',
        'web/index.html',
        'web/vite.config.ts',
        'web/service-worker.ts',
        'web/tsconfig.json',
        'web/tsconfig.sw.json',
        'web/package.json',
      ],
      ...['sdk/src', 'src/contract', 'package-lock.json'],
    ],
    ignore: /\.spec\.tsx?$/,
    output: 'web/dist/index.html',
    stamp: 'web/dist/.stamp',
    command: [
      'node_modules/vite/bin/vite.js',
      'build',
      'web',
      '--config',
      'web/vite.config.ts',
      '--logLevel',
      'warn',
    ],
  },
];

/** @type {BuildStep} What others install; the web client takes its sources. */
const SDK_STEP = {
  name: 'the SDK',
  inputs: ['sdk/src', 'sdk/build.mjs', 'sdk/package.json', 'sdk/tsconfig.build.json', 'package-lock.json'],
  output: 'sdk/dist/cjs/index.d.ts',
  stamp: '.data/sdk.stamp',
  command: ['sdk/build.mjs'],
};

/** @param {string} root `npm run sdk:build` where something has changed; one at a time. */
export const buildSdk = (root) =>
  build(root, { node: process.execPath, log: () => undefined, steps: [SDK_STEP] });

/**
 * @param {string} root
 * @param {{ node: string, log: import('../../tools/services/log.mjs').Log, steps?: BuildStep[] }} options
 */
export async function build(root, { node, log, steps = BUILD_STEPS }) {
  if (steps.every((step) => isFresh(root, step))) return;
  const onWait = () => log('another start is building; waiting for it');
  await withLock(join(root, '.data', 'locks', 'build.lock'), { onWait }, async () => {
    const stale = steps.filter((step) => !isFresh(root, step));
    await Promise.all(
      stale.map((step) => timed(log, `building ${step.name}`, () => runStep(root, step, node))),
    );
  });
}

/** @param {string} root @param {BuildStep} step */
function isFresh(root, { inputs, ignore, output, stamp }) {
  const [made, remembered] = [join(root, output), join(root, stamp)];
  if (!existsSync(made) || !existsSync(remembered)) return false;
  return readFileSync(remembered, 'utf8') === digest(root, inputs, ignore);
}

/** @param {string} root @param {BuildStep} step @param {string} node */
async function runStep(root, step, node) {
  const { name, inputs, ignore, output, stamp, command, before, after } = step;
  const remembered = join(root, stamp);
  if (!existsSync(remembered) || !existsSync(join(root, output))) before?.(root);
  rmSync(remembered, { force: true });
  // Taken first: what changes during the build is for the next one.
  const inputsNow = digest(root, inputs, ignore);
  const result = await run(node, command, { cwd: root });
  if (!result.ok) {
    process.stderr.write(`${result.output}\n`);
    throw new Failure(`The build of ${name} failed, see above.`);
  }
  after?.(root);
  writeFileSync(remembered, inputsNow);
}

/** @param {string} root @param {string[]} inputs @param {RegExp} [ignore] */
function digest(root, inputs, ignore) {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap((input) => filesBelow(root, input)).sort()) {
    if (ignore?.test(path)) continue;
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} root @param {string} path @returns {string[]} paths relative to the root */
function filesBelow(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  const entries = readdirSync(full, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** A migration whose source is gone must not run from what an earlier build left. @param {string} root */
function removeOrphans(root) {
  for (const path of filesBelow(root, 'dist')) {
    const source = /^dist\/(.+)\.js(\.map)?$/.exec(path)?.[1];
    if (source && !existsSync(join(root, 'src', `${source}.ts`))) rmSync(join(root, path));
  }
}
