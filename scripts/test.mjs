/**
 * `npm test`: whatever the tests need, then all of them. Arguments go to Vitest (`npm test -- messages`); with arguments the
 * checks of the code itself are left out.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumBinary } from '../tools/services/chromium-binary.mjs';
import { Failure } from '../tools/services/failure.mjs';
import { prepareServices, startServices } from '../tools/services/index.mjs';
import { progress as log, timed } from '../tools/services/log.mjs';
import { endChild, hasEnded, spawnChild } from '../tools/services/process.mjs';
import { build } from './lib/build.mjs';
import { runChecks } from './lib/checks.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMain } from './lib/life.mjs';
import { closingLine, countTests } from './lib/report.mjs';
import { ROOT } from './lib/root.mjs';
import { makeScratchFolder, removeScratchFolder } from './lib/scratch.mjs';

const SIGNALLED = 130;
const STOP_MS = 5_000;

/** @typedef {import('./lib/life.mjs').Life} Life */

/** @param {Life} life */
async function main(life) {
  const args = process.argv.slice(2);
  const dataDir = makeScratchFolder();
  life.add({ stop: () => removeScratchFolder(dataDir) });
  // Not from `.env`: that may name a database whose data somebody needs.
  const context = { env: process.env, dataDir, log };

  const prepared = prepareServices(context).then(() => chromiumBinary({ env: process.env, log }));
  const [node, chromium] = await Promise.all([ensureDependencies(ROOT, log), prepared]);
  await build(ROOT, { node, log });
  const services = await timed(log, 'starting services', () =>
    startServices({ ...context, nodePath: node, durable: false }),
  );
  life.add({
    stop: services.stop,
    pids: () => [services.mongodb, services.redis].flatMap((service) => service.pids),
  });

  const print = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
  const clean = args.length > 0 || (await runChecks(ROOT, { node, print }));
  const env = {
    ...process.env,
    MONGODB_URI: services.mongodb.url,
    REDIS_URL: services.redis.url,
    CHROMIUM_PATH: chromium,
  };
  const reportFile = join(dataDir, 'report.json');
  const status = await runVitest(life, { node, args, env, reportFile });
  if (life.isEnding) return;
  if (!existsSync(reportFile))
    throw new Failure(`Vitest ended with ${status} and without a report: no test ran.`);

  const picked = args.some((arg) => /^(-t|--testNamePattern)/.test(arg));
  const { line, ok } = closingLine(countTests(JSON.parse(readFileSync(reportFile, 'utf8'))), { picked });
  if (!clean) log('the checks of the code itself failed, see above');
  if (ok && status !== 0) log(`Vitest ended with ${status}, see above`);
  print(line);
  await life.end(clean && ok && status === 0 ? 0 : 1);
}

/**
 * @param {Life} life
 * @param {{ node: string, args: string[], env: NodeJS.ProcessEnv, reportFile: string }} options
 * @returns {Promise<number | string>}
 */
function runVitest(life, { node, args, env, reportFile }) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const child = spawnChild(node, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], {
    cwd: ROOT,
    env: { ...env, NODE_ENV: 'test' },
    stdio: 'inherit',
  });
  const pids = () => (child.pid === undefined || hasEnded(child) ? [] : [child.pid]);
  life.add({ stop: () => endChild(child, { patienceMs: STOP_MS }), pids });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 1));
  });
}

await runMain(main, { statusOnSignal: SIGNALLED });
