/** `npm run check`: format, lint, types, import order, unused code, drift of generated files. */
import { progress as log } from '../tools/services/log.mjs';
import { runChecks } from './lib/checks.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMain } from './lib/life.mjs';
import { ROOT } from './lib/root.mjs';

const SIGNALLED = 130;

await runMain(
  async (life) => {
    const node = await ensureDependencies(ROOT, log);
    const print = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
    await life.end((await runChecks(ROOT, { node, print })) ? 0 : 1);
  },
  { statusOnSignal: SIGNALLED },
);
