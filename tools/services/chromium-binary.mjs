/** Where the browser of the tests comes from. */
import { join } from 'node:path';
import { aptInstall, aptIsUsable } from './apt.mjs';
import { cacheFolder } from './cache.mjs';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { timed } from './log.mjs';
import { commandPath } from './process.mjs';

const ADVICE = 'Install chromium, or set CHROMIUM_PATH';

/**
 * @param {{ env: NodeJS.ProcessEnv, log: import('./log.mjs').Log }} options
 * @returns {Promise<string>} the full path of the program
 */
export async function chromiumBinary({ env, log }) {
  const find = () => env.CHROMIUM_PATH || commandPath('chromium', env) || commandPath('google-chrome', env);
  const found = find();
  if (found) return found;
  if (!aptIsUsable())
    throw new Failure(`Chromium is not installed, and only root on Debian can install it here. ${ADVICE}.`);
  const onWait = () => log('another process is installing packages; waiting for it');
  return withLock(join(cacheFolder(env), 'apt.lock'), { onWait }, async () => {
    const there = find();
    if (there) return there;
    const why = await timed(log, 'installing Chromium for the tests', () =>
      aptInstall(['chromium'], { log }),
    );
    const installed = find();
    if (!installed) throw new Failure(`Chromium could not be installed (${why}). ${ADVICE}.`);
    return installed;
  });
}
