/** Everything that can be said about the code without running it. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { seconds } from '../../tools/services/log.mjs';
import { run } from '../../tools/services/process.mjs';

/** A linter that asks its maker for news would need a network. */
const QUIET = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
const SOURCES = ['src', 'test', 'tools', 'scripts'];
/** Its own several checkers find out the same types again, each for itself. */
const TYPES = ['node_modules/typescript-native/bin/tsc', '--noEmit', '--checkers', '1', '-p'];

/** @typedef {{ name: string, command: string[], env?: Record<string, string> }} Check `command`: arguments for node */

/** @param {string} root @returns {Check[]} the fastest first */
function checksOf(root) {
  const bin = (/** @type {string} */ path) => join('node_modules', path);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const checks = [
    {
      name: 'format and lint',
      command: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
    },
    { name: 'types', command: [...TYPES, 'tsconfig.json'] },
    { name: 'types of the web client', command: [...TYPES, 'web/tsconfig.json'] },
    { name: 'types of its service worker', command: [...TYPES, 'web/tsconfig.sw.json'] },
    {
      name: 'import order',
      command: [
        bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        ...SOURCES,
      ],
    },
    { name: 'unused code', command: [bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints'] },
  ];
  if (scripts.openapi)
    checks.push({ name: 'generated documents', command: ['--run', 'openapi', '--', '--check'] });
  if (existsSync(join(root, 'openapi/openapi.json'))) {
    checks.push(
      {
        name: 'lint of the documents',
        command: ['scripts/lint-openapi.mjs'],
      },
      { name: 'promises of the contract', command: ['scripts/contract-diff.mjs'] },
    );
  }
  return checks;
}

/**
 * Runs as many at a time as there are cores, and begins no other after the first that fails; each that fails with all that
 * it had to say.
 *
 * @param {string} root
 * @param {{ node: string, print: (line: string) => void }} options
 * @returns {Promise<boolean>} whether all is well
 */
export async function runChecks(root, options) {
  const waiting = checksOf(root);
  let well = true;
  const lane = async () => {
    for (let check = waiting.shift(); well && check; check = waiting.shift())
      if (!(await isWell(root, check, options))) well = false;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return well;
}

/** @param {string} root @param {Check} check @param {{ node: string, print: (line: string) => void }} options */
async function isWell(root, { name, command }, { node, print }) {
  const since = performance.now();
  const { ok, output } = await run(node, command, {
    cwd: root,
    env: QUIET,
    tailLines: Number.POSITIVE_INFINITY,
  });
  print(`${ok ? 'ok    ' : 'failed'} ${name} (${seconds(since)})`);
  if (!ok) print(output);
  return ok;
}
