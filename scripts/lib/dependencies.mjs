/** The node packages, exactly as package-lock.json has them, and the Node that runs the server. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../tools/services/failure.mjs';
import { withLock } from '../../tools/services/lock.mjs';
import { timed } from '../../tools/services/log.mjs';
import { commandPath, isProgram, run } from '../../tools/services/process.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {import('../../tools/services/log.mjs').Log} Log
 */

/** @param {string} root where locks of this clone are; outside of node_modules, which npm empties */
const lockFile = (root) => join(root, '.data', 'locks', 'node-packages.lock');

/**
 * @param {string} root
 * @param {Log} log
 * @returns {Promise<string>} the path of the node that is to run the server and the tools
 */
export async function ensureDependencies(root, log) {
  if (arePackagesInstalled(root) && isProgram(packagedNode(root))) return packagedNode(root);
  const onWait = () => log('another start is installing the node packages; waiting for it');
  return withLock(lockFile(root), { onWait }, async () => {
    if (!arePackagesInstalled(root))
      await timed(log, 'installing node packages', () => installPackages(root));
    return ensureNode(root, log);
  });
}

/** @param {string} file @returns {Record<string, LockedPackage>} */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/**
 * npm writes down what it has put into node_modules when it is done. Comparing that with package-lock.json also tells an
 * interrupted installation, and accepts what a developer installed by hand.
 *
 * @param {string} root
 */
export function arePackagesInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
    // Optional packages are for other platforms; links are folders of this clone.
    if (!path.includes('node_modules/') || optional || link) return true;
    const there = present[path];
    return there?.version === version && there?.integrity === integrity;
  });
}

/** @param {string} root */
async function installPackages(root) {
  const npm = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : [commandPath('npm') ?? 'npm'];
  const [program = 'npm', ...first] = npm;
  // NODE_ENV=production must not leave out the compiler.
  const args = [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { ok, status, output } = await run(program, args, { cwd: root, tailLines: 200 });
  if (ok) return;
  process.stderr.write(`${output}\n`);
  const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(output);
  const why = offline ? 'the npm registry cannot be reached' : `npm ci ended with ${status}, see above`;
  throw new Failure(`The node packages could not be installed: ${why}.`);
}

/** @param {string} root */
const packagedNode = (root) => join(root, 'node_modules', 'node', 'bin', 'node');

/** @param {string} node */
async function works(node) {
  return isProgram(node) && (await run(node, ['--version'])).ok;
}

/**
 * The package `node` puts its program there by an install script, and npm may have been told to run none.
 *
 * @param {string} root
 * @param {Log} log
 */
async function ensureNode(root, log) {
  const node = packagedNode(root);
  if (await works(node)) return node;
  const cwd = join(root, 'node_modules', 'node');
  await timed(log, 'installing Node', () => run(process.execPath, ['installArchSpecificPackage'], { cwd }));
  if (await works(node)) return node;
  log(`the packaged Node cannot be had; going on with this machine's ${process.version}`);
  return process.execPath;
}
