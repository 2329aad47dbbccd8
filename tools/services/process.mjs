/** Child processes that cannot outlive us. */
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from './failure.mjs';

const TAIL_LINES = 60;

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} the full path of a program on the PATH
 */
export function commandPath(name, env = process.env) {
  // Debian keeps servers in folders that are not on the PATH of everybody.
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/** @param {string} file */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Starts a child in a session of its own, so that Ctrl-C in a terminal reaches us alone and we end the children in order. On
 * Linux the kernel ends it when we die, in whatever way. The kernel watches the thread that started the child: do not call
 * this from a worker thread that ends earlier.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { deathSignal?: string }} [options]
 */
export function spawnChild(program, args, { deathSignal = 'TERM', ...options } = {}) {
  const setpriv = process.platform === 'linux' ? commandPath('setpriv') : undefined;
  const [command, full] = setpriv
    ? [setpriv, ['--pdeathsig', deathSignal, '--', program, ...args]]
    : [program, args];
  return spawn(command, full, { detached: true, ...options });
}

/** @param {import('node:child_process').ChildProcess} child */
export const hasEnded = (child) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/**
 * Asks a child to end, and makes it end when it does not within the time.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ signal?: NodeJS.Signals, patienceMs: number }} options
 * @returns {Promise<void>}
 */
export async function endChild(child, { signal = 'SIGTERM', patienceMs }) {
  if (hasEnded(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  // A stopped process acts on no signal but SIGKILL until it goes on.
  child.kill('SIGCONT');
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await gone;
  clearTimeout(timer);
}

/**
 * Runs a program to its end and keeps the tail of what it printed, so that a failure can be explained.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean} [options.outliveUs] let it finish even if we die, for what must not be cut short, such as dpkg
 * @param {number} [options.tailLines]
 * @returns {Promise<{ ok: boolean, status: number | string, output: string }>}
 */
export function run(
  program,
  args,
  { cwd, env = process.env, outliveUs = false, tailLines = TAIL_LINES } = {},
) {
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      env,
      stdio: /** @type {['ignore', 'pipe', 'pipe']} */ (['ignore', 'pipe', 'pipe']),
    };
    const child = outliveUs
      ? spawn(program, args, { ...options, detached: true })
      : spawnChild(program, args, options);
    /** @type {string[]} */
    const tail = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        tail.push(line);
        if (tail.length > tailLines) tail.shift();
      });
    }
    child.once('error', (error) => reject(new Failure(`${program} cannot be run: ${error.message}.`)));
    child.once('close', (code, signal) =>
      resolve({ ok: code === 0, status: code ?? signal ?? 'unknown', output: tail.join('\n') }),
    );
  });
}
