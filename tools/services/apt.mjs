/** Debian packages, where the machine is a Debian and we are root. */
import { commandPath, run } from './process.mjs';

/** @returns {boolean} whether packages can be installed here */
export const aptIsUsable = () => process.getuid?.() === 0 && commandPath('apt-get') !== undefined;

/** @param {string[]} args */
const apt = (args) =>
  run('apt-get', ['-q', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    outliveUs: true,
  });

export const aptUpdate = () => apt(['update']);

/**
 * Call it under a lock: two `apt-get update` at once disturb each other.
 *
 * @param {string[]} packages
 * @param {{ log: import('./log.mjs').Log }} options
 * @returns {Promise<string | undefined>} why it failed, or nothing when the packages are there
 */
export async function aptInstall(packages, { log }) {
  if ((await apt(['install', ...packages])).ok) return undefined;
  // A fresh machine knows no packages, or versions that the mirror has dropped since; an interrupted one has half-set-up ones.
  log('refreshing the list of Debian packages');
  await run('dpkg', ['--configure', '-a'], { outliveUs: true });
  await aptUpdate();
  const { ok, output } = await apt(['install', ...packages]);
  if (ok) return undefined;
  return (
    output.split('\n').findLast((line) => line.startsWith('E:')) ??
    output.split('\n').at(-1) ??
    'it printed nothing'
  );
}
