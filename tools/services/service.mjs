import { waitUntil } from './port.mjs';
import { isStopped, markOf } from './process-info.mjs';

const SIGNAL_MS = 5_000;

/**
 * What every service looks like to those who use it, whether it is a child of ours or somebody else's server.
 *
 * @typedef {object} Instance one run of a service of ours
 * @property {number[]} pids what to stop and to kill, the one that answers clients first
 * @property {Promise<string>} ended a sentence about its end, asked for or not
 * @property {() => Promise<void>} stop in order; resolves when it is gone
 *
 * @typedef {object} Service
 * @property {string} name
 * @property {string} url where clients connect; stays the same for the life of this object
 * @property {boolean} embedded false: somebody else's, nothing was started
 * @property {number[]} pids
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} pause freezes it as a hung machine would; connections stay open. Resolves when it stands still
 * @property {() => Promise<void>} resume
 * @property {() => Promise<void>} kill ends it as a power cut would; the data that it wrote stays
 * @property {() => Promise<void>} restart again on the same port and data, after an orderly end or after `kill`
 * @property {(listener: (why: string) => void) => void} onFailure is told of each end that was not asked for
 */

/** @param {string} name @param {string} url @returns {Service} */
export function externalService(name, url) {
  const refuse = async () => {
    throw new Error(`${name} is not ours: it was given by its address`);
  };
  return {
    ...{ name, url, embedded: false, pids: [], stop: async () => {}, onFailure: () => {} },
    ...{ pause: refuse, resume: refuse, kill: refuse, restart: refuse },
  };
}

/**
 * @param {{ name: string, url: string, first: Instance, start: () => Promise<Instance> }} options `first` runs already; `start`
 *   makes the next one on the same port and data
 * @returns {Service}
 */
export function ownService({ name, url, first, start }) {
  /** @type {Instance | undefined} */
  let current;
  /** What ended by itself may have left a part of it running. @type {Instance | undefined} */
  let failed;
  /** @type {((why: string) => void)[]} */
  const listeners = [];

  /** @param {Instance} instance */
  const adopt = (instance) => {
    current = instance;
    void instance.ended.then((why) => {
      if (current !== instance) return;
      failed = current;
      current = undefined;
      for (const listener of listeners) listener(why);
    });
  };
  /** From here on its end is asked for. */
  const letGo = () => {
    const instance = current ?? failed;
    current = undefined;
    failed = undefined;
    return instance;
  };
  /** @param {NodeJS.Signals} signal @param {number[]} pids */
  const signalAll = (signal, pids) => {
    for (const pid of pids) {
      try {
        process.kill(pid, signal);
      } catch {
        // Already gone.
      }
    }
  };

  adopt(first);
  return {
    name,
    url,
    embedded: true,
    get pids() {
      return current?.pids ?? [];
    },
    stop: async () => letGo()?.stop(),
    pause: async () => {
      const pids = current?.pids ?? [];
      signalAll('SIGSTOP', pids);
      await waitUntil(async () => pids.every(isStopped), { timeoutMs: SIGNAL_MS });
    },
    resume: async () => signalAll('SIGCONT', current?.pids ?? []),
    kill: async () => {
      const instance = letGo();
      if (!instance) return;
      signalAll('SIGKILL', instance.pids);
      await waitUntil(async () => !instance.pids.some(markOf), { timeoutMs: SIGNAL_MS });
      // A process looks gone when its first thread is; the others may hold its port for a moment more.
      await instance.ended;
    },
    restart: async () => {
      await letGo()?.stop();
      adopt(await start());
    },
    onFailure: (listener) => void listeners.push(listener),
  };
}
