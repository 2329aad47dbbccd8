/**
 * An S3 server for the tests: Ceph's object gateway from Debian, over one monitor and one store in memory. It checks
 * signatures, multipart uploads and ranges as Amazon's does, which the fakes written for tests do not. The product never
 * starts it: it knows an S3_ENDPOINT.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { aptInstall, aptIsUsable } from './apt.mjs';
import { cacheFolder } from './cache.mjs';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { timed } from './log.mjs';
import { freePort, waitForPort } from './port.mjs';
import { commandPath, endChild, hasEnded, run, spawnChild } from './process.mjs';

const READY_MS = 60_000;
const STOP_MS = 5_000;
const PACKAGES = ['ceph-mon', 'ceph-osd', 'radosgw'];
const ADVICE = `Install ${PACKAGES.join(', ')}`;

/** @typedef {{ url: string, accessKeyId: string, secretAccessKey: string, stop: () => Promise<void> }} S3 */

/**
 * @param {{ env?: NodeJS.ProcessEnv, dataDir: string, log?: import('./log.mjs').Log }} options `dataDir` is for settings, logs
 *   and sockets; what is stored is in memory
 * @returns {Promise<S3>}
 */
export async function startS3({ env = process.env, dataDir, log = () => {} }) {
  await install({ env, log });
  const folder = resolve(dataDir);
  for (const name of ['run', 'mon', 'osd', 'rgw', 'crash'])
    mkdirSync(join(folder, name), { recursive: true });
  const ids = { cluster: randomUUID(), osd: randomUUID() };
  const port = await freePort();
  const monitor = `[v2:127.0.0.1:${await freePort()},v1:127.0.0.1:${await freePort()}]`;
  const keys = { accessKeyId: 'parley', secretAccessKey: randomUUID() };
  const conf = join(folder, 'ceph.conf');
  writeFileSync(conf, settings({ folder, fsid: ids.cluster, monitor, port }));
  await makeKeyring(folder);

  /** @type {import('node:child_process').ChildProcess[]} */
  const children = [];
  /** @param {string} program @param {string[]} args */
  const serve = (program, args) => {
    const child = spawnChild(program, [...args, '-f', '-c', conf], { stdio: 'ignore', deathSignal: 'KILL' });
    child.once('error', () => {}); // It then never listens.
    children.push(child);
    return child;
  };
  const stop = async () => {
    // Nothing that they hold is wanted: no orderly end, which takes seconds.
    await Promise.all(children.map((child) => endChild(child, { signal: 'SIGKILL', patienceMs: STOP_MS })));
  };

  try {
    const map = join(folder, 'monmap');
    await must('monmaptool', ['--create', '--clobber', '--fsid', ids.cluster, '--addv', 'a', monitor, map]);
    await must('ceph-mon', [
      '--mkfs',
      '-i',
      'a',
      '--monmap',
      map,
      '--keyring',
      join(folder, 'keyring'),
      '-c',
      conf,
    ]);
    serve('ceph-mon', ['-i', 'a']);
    await must('ceph', ['-c', conf, '--connect-timeout', '30', 'osd', 'new', ids.osd]);
    await must('ceph-osd', ['-i', '0', '--mkfs', '--osd-uuid', ids.osd, '-c', conf]);
    serve('ceph-osd', ['-i', '0']);
    const gateway = serve('radosgw', ['-n', 'client.rgw']);
    const user = ['user', 'create', '--uid=parley', '--display-name=parley'];
    const secret = [`--access-key=${keys.accessKeyId}`, `--secret=${keys.secretAccessKey}`];
    await must('radosgw-admin', ['-c', conf, ...user, ...secret]);
    const ready = await waitForPort(port, { timeoutMs: READY_MS, whileTrue: () => !hasEnded(gateway) });
    if (!ready) throw new Failure(`The S3 server did not start: see ${folder}.`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, ...keys, stop };
}

/** @param {{ env: NodeJS.ProcessEnv, log: import('./log.mjs').Log }} options */
async function install({ env, log }) {
  const isThere = () => PACKAGES.every((name) => commandPath(name, env));
  if (isThere()) return;
  if (!aptIsUsable())
    throw new Failure(`Ceph is not installed, and only root on Debian can install it here. ${ADVICE}.`);
  const onWait = () => log('another process is installing packages; waiting for it');
  await withLock(join(cacheFolder(env), 'apt.lock'), { onWait }, async () => {
    if (isThere()) return;
    const why = await timed(log, 'installing an S3 server for the tests', () =>
      aptInstall(PACKAGES, { log }),
    );
    if (!isThere()) throw new Failure(`Ceph could not be installed (${why}). ${ADVICE}.`);
  });
}

/** @param {string} program @param {string[]} args */
async function must(program, args) {
  const { ok, status, output } = await run(program, args, { tailLines: 5 });
  if (!ok) throw new Failure(`${program} failed (${status}): ${output}`);
}

/** One key for each part, all in one file: the monitor learns them from it. Without keys it does not listen. @param {string} folder */
async function makeKeyring(folder) {
  const keyring = join(folder, 'keyring');
  /** @type {[string, string[]][]} */
  const parts = [
    ['mon.', ['mon', 'allow *']],
    ['client.admin', ['mon', 'allow *', 'osd', 'allow *', 'mgr', 'allow *']],
    ['osd.0', ['mon', 'allow profile osd', 'osd', 'allow *']],
    ['client.rgw', ['mon', 'allow rw', 'osd', 'allow rwx']],
  ];
  for (const [name, caps] of parts) {
    const pairs = caps.flatMap((word, index) => (index % 2 === 0 ? ['--cap', word] : [word]));
    const create = name === 'mon.' ? ['--create-keyring'] : [];
    await must('ceph-authtool', [...create, keyring, '--gen-key', '-n', name, ...pairs]);
  }
}

/** @param {{ folder: string, fsid: string, monitor: string, port: number }} options */
const settings = ({ folder, fsid, monitor, port }) => `
[global]
fsid = ${fsid}
mon host = ${monitor}
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
run dir = ${folder}/run
admin socket =
keyring = ${folder}/keyring
log file = ${folder}/$name.log
mon cluster log file = ${folder}/cluster.log
crash dir = ${folder}/crash
mon data = ${folder}/mon
mon data avail crit = 1
mon allow pool size one = true
mon max pg per osd = 1000
auth allow insecure global id reclaim = false
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 2147483648
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
rgw data = ${folder}/rgw
rgw frontends = beast endpoint=127.0.0.1:${port}
`;
