/**
 * Puts PostgreSQL 18 with the DocumentDB extension into a Debian tree of its own, below the user's cache folder.
 *
 * The tree is built under a temporary name and renamed at the end, so a tree that has its final name is whole. All
 * mounts are made in a mount namespace of the build, so none is left however it ends.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { RunError, run } from './run.mjs';

/** Raise the last number whenever build.sh makes a different tree; older trees are then left alone. */
const TREE_VERSION = 'pg18-1';

const BUILD_SCRIPT = fileURLToPath(new URL('build.sh', import.meta.url));

/** Build and server run as this: children of the build die with it, and so do its mounts. */
const ISOLATED = [
  ...['--pdeathsig', 'SIGKILL'],
  ...['unshare', '--mount', '--pid', '--fork', '--kill-child', '--propagation', 'private'],
];

/** @returns {string} the folder of the installed tree, whether it is there yet or not */
function treeFolder(env = process.env) {
  const cache = env.PARLEY_CACHE_DIR || env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'parley', `documentdb-${TREE_VERSION}`);
}

/** @returns {string | undefined} why DocumentDB cannot be had on this machine, or nothing when it can be tried */
export function whyNotHere() {
  if (process.platform !== 'linux') return 'DocumentDB can only be installed on Debian Linux';
  if (process.getuid?.() !== 0)
    return 'DocumentDB can only be installed and started by root (it needs chroot and mounts)';
  const os = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (!/^ID="?debian"?$/m.test(os))
    return 'DocumentDB can only be installed on Debian, and this machine is not one';
  return undefined;
}

/**
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<string>} the folder of the installed tree
 */
export async function installDocumentDb({ log = () => {} } = {}) {
  const tree = treeFolder();
  if (existsSync(tree)) return tree;
  const reason = whyNotHere();
  if (reason) throw new Error(reason);
  const onWait = () => log('another process is installing DocumentDB; waiting for it');
  return withLock(`${tree}.lock`, { onWait }, async () => {
    if (!existsSync(tree)) await build(tree, log);
    return tree;
  });
}

/**
 * @param {string} tree
 * @param {(line: string) => void} log
 */
async function build(tree, log) {
  removeLeftovers(tree);
  log('installing DocumentDB (once per machine, about a minute)');
  await assertIsolationWorks();
  await ensureDebootstrap(log);
  const unfinished = `${tree}.build-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    const mirror = await debianMirror();
    await run('setpriv', [...ISOLATED, 'sh', BUILD_SCRIPT, unfinished, mirror], {
      log,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    });
    renameSync(unfinished, tree);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw explained(error);
  }
  log('DocumentDB is installed');
}

/** What an interrupted build left behind; we hold the lock, so nobody is working in it. @param {string} tree */
function removeLeftovers(tree) {
  const prefix = `${basename(tree)}.build-`;
  for (const name of readdirSync(dirname(tree))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(tree), name), { recursive: true, force: true });
  }
}

async function assertIsolationWorks() {
  try {
    await run('setpriv', [...ISOLATED, 'true']);
  } catch {
    throw new Error(
      'DocumentDB cannot be installed: this machine does not let root make mount namespaces (a container without SYS_ADMIN?)',
    );
  }
}

/** @param {(line: string) => void} log */
async function ensureDebootstrap(log) {
  if (existsSync('/usr/sbin/debootstrap')) return;
  const install = () =>
    run(
      'apt-get',
      ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', 'debootstrap'],
      {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      },
    );
  log('installing debootstrap');
  try {
    await install();
  } catch {
    // On a fresh machine apt knows no packages, or knows versions that the mirror has since dropped.
    log('refreshing the package lists');
    await run('apt-get', ['update']).catch(() => {});
    await install().catch((error) => {
      throw new Error(
        `DocumentDB cannot be installed: debootstrap is not to be had from Debian (${lastLine(error)})`,
      );
    });
  }
}

/** @returns {Promise<string>} the mirror that apt uses on this machine; empty for debootstrap's own default */
async function debianMirror() {
  const codename = /^VERSION_CODENAME=(\S+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '';
  const format = '$(RELEASE) $(COMPONENT) $(REPO_URI)';
  const targets = await run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']).catch(
    () => '',
  );
  const lines = targets.split('\n').map((line) => line.split(' '));
  const main = lines.find(([release, component]) => release === codename && component === 'main');
  return main?.[2]?.replace(/\/$/, '') ?? '';
}

/** @param {unknown} error @returns {Error} */
function explained(error) {
  if (!(error instanceof RunError)) return error instanceof Error ? error : new Error(String(error));
  return new Error(`DocumentDB cannot be installed: the build of its tree failed (${lastLine(error)})`, {
    cause: error,
  });
}

/** @param {unknown} error */
function lastLine(error) {
  const text = error instanceof RunError ? error.output : String(error);
  const lines = text.trim().split('\n');
  return lines.findLast((line) => /^E:|error|failed|unreachable|could not/i.test(line)) ?? lines.at(-1) ?? '';
}
