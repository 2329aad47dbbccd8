/**
 * The life of a script that starts things: what was started is ended in reverse order, whether by a signal, by a failure or at
 * the end, and a second signal does not wait.
 */
import { Failure } from '../../tools/services/failure.mjs';
import { progress } from '../../tools/services/log.mjs';

/** npm passes on a Ctrl-C that the terminal has sent us already: two signals at once are one wish. */
const SAME_WISH_MS = 1_000;
const PARENT_POLL_MS = 500;

/**
 * @typedef {object} Part
 * @property {() => unknown} stop
 * @property {() => number[]} [pids] for the hard end
 */

export class Life {
  /** @type {Part[]} */
  #parts = [];
  #endingSince = 0;

  get isEnding() {
    return this.#endingSince > 0;
  }

  /** @param {Part} part what to stop, before those that were added earlier */
  add(part) {
    this.#parts.push(part);
  }

  /** Ends the parts, then this process. Later calls change nothing. @param {number} status */
  async end(status) {
    if (this.isEnding) return;
    this.#endingSince = performance.now();
    for (const part of this.#parts.reverse()) {
      try {
        await part.stop();
      } catch (error) {
        progress(`could not be stopped in order: ${error}`);
        status ||= 1;
      }
    }
    process.exit(status);
  }

  #kill() {
    for (const pid of this.#parts.flatMap((part) => part.pids?.() ?? [])) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Already gone.
      }
    }
    process.exit(1);
  }

  /** @param {number} status for an end by signal */
  listen(status) {
    const onSignal = () => {
      if (!this.isEnding) void this.end(status);
      else if (performance.now() - this.#endingSince > SAME_WISH_MS) this.#kill();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
    // A reader of our output that goes away is no reason to die before the parts have been stopped.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
    if (process.env.npm_lifecycle_event) this.#endWithParent(status);
  }

  /** When npm is killed it cannot tell us. @param {number} status */
  #endWithParent(status) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) void this.end(status);
    }, PARENT_POLL_MS).unref();
  }
}

/**
 * @param {(life: Life) => Promise<void>} main
 * @param {{ statusOnSignal: number }} options
 */
export async function runMain(main, { statusOnSignal }) {
  const life = new Life();
  life.listen(statusOnSignal);
  try {
    await main(life);
  } catch (error) {
    // What fails because it is being stopped needs no words.
    if (life.isEnding) return;
    process.stderr.write(`${error instanceof Failure ? error.message : describe(error)}\n`);
    await life.end(1);
  }
}

/** @param {unknown} error */
const describe = (error) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
