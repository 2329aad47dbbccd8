/**
 * nginx in front of nodes, with the very file that the containers have (docker/nginx.conf), for tests that want a real proxy.
 * The product never starts it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { aptIsUsable, aptUpdate } from './apt.mjs';
import { cacheFolder } from './cache.mjs';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { timed } from './log.mjs';
import { freePort, waitForPort } from './port.mjs';
import { commandPath, endChild, hasEnded, isProgram, run, spawnChild } from './process.mjs';
import { ownService } from './service.mjs';

const CONF = new URL('../../docker/nginx.conf', import.meta.url);
const READY_MS = 10_000;
const STOP_MS = 5_000;
const ADVICE = 'Install nginx';

/**
 * @param {object} options
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} options.dataDir for its settings
 * @param {readonly string[]} options.nodes `host:port` of each
 * @param {import('./log.mjs').Log} [options.log]
 * @returns {Promise<import('./service.mjs').Service>}
 */
export async function startNginx({ env = process.env, dataDir, nodes, log = () => {} }) {
  const binary = await nginxBinary({ env, log });
  const folder = resolve(dataDir);
  const port = await freePort();
  mkdirSync(join(folder, 'listen'), { recursive: true });
  writeFileSync(join(folder, 'listen', 'server.conf'), `listen 127.0.0.1:${port};\n`);
  const conf = join(folder, 'nginx.conf');
  writeFileSync(conf, settings(readFileSync(CONF, 'utf8'), folder, nodes));
  const start = () => startInstance({ binary, conf, folder, port });
  const first = await start();
  return ownService({ name: 'nginx', url: `http://127.0.0.1:${port}`, first, start });
}

/** What differs from a container: where the nodes are, and which folders are there. @param {string} conf @param {string} folder @param {readonly string[]} nodes */
function settings(conf, folder, nodes) {
  const [first, ...others] = conf.match(/^ *server node\d+:3000.*$/gm) ?? [];
  if (!first) throw new Error('docker/nginx.conf names no nodes');
  const here = nodes.map((node) => first.replace(/node\d+:3000/, node)).join('\n');
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `  ${name}_temp_path ${join(folder, name)};`,
  );
  return others
    .reduce((text, line) => text.replace(`${line}\n`, ''), conf)
    .replace(first, here)
    .replace('worker_processes auto;', 'worker_processes 1;')
    .replace('worker_connections 16384;', 'worker_connections 512;')
    .replaceAll('/etc/nginx/listen', join(folder, 'listen'))
    .replace('http {', `http {\n${temp.join('\n')}`);
}

/**
 * @param {{ binary: string, conf: string, folder: string, port: number }} options
 * @returns {Promise<import('./service.mjs').Instance>}
 */
async function startInstance({ binary, conf, folder, port }) {
  // One process, or its worker would outlive it when it is killed.
  const globals = `daemon off; master_process off; pid ${join(folder, 'nginx.pid')};`;
  const args = ['-p', folder, '-e', join(folder, 'error.log'), '-c', conf, '-g', globals];
  const child = spawnChild(binary, args, { stdio: 'ignore', deathSignal: 'KILL' });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(`nginx ended (${signal ?? `exit code ${code}`})`));
    child.once('error', (error) => resolve(`nginx cannot be run: ${error.message}`));
  });
  const ready = await waitForPort(port, { timeoutMs: READY_MS, whileTrue: () => !hasEnded(child) });
  if (!ready || child.pid === undefined) {
    await endChild(child, { signal: 'SIGKILL', patienceMs: STOP_MS });
    throw new Failure(`nginx did not start: see ${join(folder, 'error.log')}.`);
  }
  return {
    pids: [child.pid],
    ended,
    stop: () => endChild(child, { patienceMs: STOP_MS }),
  };
}

/**
 * Of Debian's package only the program is taken: installed, it would listen on port 80 from then on.
 *
 * @param {{ env: NodeJS.ProcessEnv, log: import('./log.mjs').Log }} options
 * @returns {Promise<string>} the full path of the program
 */
async function nginxBinary({ env, log }) {
  const folder = join(cacheFolder(env), 'nginx');
  const program = join(folder, 'usr', 'sbin', 'nginx');
  const find = () => commandPath('nginx', env) ?? (isProgram(program) ? program : undefined);
  const found = find();
  if (found) return found;
  if (!aptIsUsable())
    throw new Failure(`nginx is not installed, and only root on Debian can fetch it here. ${ADVICE}.`);
  const onWait = () => log('another process is installing packages; waiting for it');
  return withLock(join(cacheFolder(env), 'apt.lock'), { onWait }, async () => {
    const there = find();
    if (there) return there;
    mkdirSync(folder, { recursive: true });
    await timed(log, 'fetching nginx for the tests', () => unpack(folder));
    const fetched = find();
    if (!fetched) throw new Failure(`nginx could not be fetched. ${ADVICE}.`);
    return fetched;
  });
}

/** @param {string} folder */
async function unpack(folder) {
  const download = () => run('apt-get', ['-q', 'download', 'nginx'], { cwd: folder });
  if (!(await download()).ok) {
    await aptUpdate();
    await download();
  }
  const file = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (file) await run('dpkg-deb', ['-x', join(folder, file), folder]);
}
