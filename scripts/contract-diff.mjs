/**
 * `npm run contract:diff`: fails when the documents of the contract take back what was promised. Compares with those of the
 * last release tag; until there is one, with openapi/released/. `-- --accept` makes today's documents the promise.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../tools/services/process.mjs';
import { breaksOfEvents, breaksOfRest } from './lib/contract-diff.mjs';
import { ROOT } from './lib/root.mjs';

const FILES = /** @type {const} */ (['openapi.json', 'asyncapi.json']);

/** @param {string} text */
const major = (text) => JSON.parse(text).info.version.split('.')[0];

/** @param {string[]} args @returns {Promise<string | undefined>} */
async function git(...args) {
  const answer = await run('git', args, { cwd: ROOT, tailLines: Number.POSITIVE_INFINITY }).catch(
    () => undefined,
  );
  return answer?.ok ? answer.output : undefined;
}

/** @param {string} name @returns {Promise<string | undefined>} */
async function promised(name) {
  const tag = (await git('describe', '--tags', '--abbrev=0', '--match', 'v*'))?.trim();
  const tagged = tag ? await git('show', `${tag}:openapi/${name}`) : undefined;
  const kept = join(ROOT, 'openapi/released', name);
  return tagged ?? (existsSync(kept) ? readFileSync(kept, 'utf8') : undefined);
}

if (process.argv.includes('--accept')) {
  mkdirSync(join(ROOT, 'openapi/released'), { recursive: true });
  for (const name of FILES) copyFileSync(join(ROOT, 'openapi', name), join(ROOT, 'openapi/released', name));
} else {
  const breaks = [];
  for (const name of FILES) {
    const before = await promised(name);
    const after = readFileSync(join(ROOT, 'openapi', name), 'utf8');
    if (before === undefined || major(before) !== major(after)) continue; // A new major version promises anew.
    const compare = name === 'openapi.json' ? breaksOfRest : breaksOfEvents;
    breaks.push(...compare(JSON.parse(before), JSON.parse(after)));
  }
  for (const line of breaks) process.stderr.write(`${line}\n`);
  if (breaks.length > 0) {
    process.stderr.write(`${breaks.length} promises of the contract are broken, see docs/contract.md.\n`);
    process.exitCode = 1;
  }
}
