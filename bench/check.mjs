/**
 * Whether the last run of `npm run bench` met its goals: fails when a floor was missed.
 *
 *   npm run bench:check
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RESULTS } from './lib/context.mjs';
import { goalsText, isMet, judge } from './lib/goals.mjs';

const run = JSON.parse(await readFile(join(RESULTS, 'latest.json'), 'utf8'));
process.stdout.write(goalsText(run));
if (!judge(run).every(isMet)) process.exitCode = 1;
