/** Embedded services that end by themselves are started again, at the same address and with the same data. */
import { messageOf } from '../../tools/services/failure.mjs';

const WINDOW_MS = 60_000;
const MOST_IN_WINDOW = 5;

/**
 * @param {import('../../tools/services/service.mjs').Service} service
 * @param {{ log: import('../../tools/services/log.mjs').Log, giveUp: (sentence: string) => void }} options
 */
export function keepRunning(service, { log, giveUp }) {
  /** @type {number[]} */
  let restarts = [];
  service.onFailure(async (why) => {
    const now = performance.now();
    restarts = [...restarts.filter((time) => now - time < WINDOW_MS), now];
    if (restarts.length > MOST_IN_WINDOW)
      return giveUp(`${why}, again and again: see its log in the data folder.`);
    log(`${why}; starting it again`);
    try {
      await service.restart();
      log(`${service.name} is back`);
    } catch (error) {
      giveUp(`${why}, and could not be started again: ${messageOf(error)}`);
    }
  });
}
