/** Progress for a person. It goes to stderr: stdout belongs to the one line that says that Parley is ready. */

/** @typedef {(line: string) => void} Log */

/** @type {Log} */
export const progress = (line) => {
  process.stderr.write(`[parley] ${line}\n`);
};

/** @param {number} since a reading of performance.now() */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Says what is being done, and how long it took.
 *
 * @template T
 * @param {Log} log
 * @param {string} doing
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function timed(log, doing, work) {
  const since = performance.now();
  log(`${doing} …`);
  const result = await work();
  log(`${doing}: done in ${seconds(since)}`);
  return result;
}
