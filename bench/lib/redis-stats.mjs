/** Commands that Redis ran, as it counts them itself: those in scripts are among them. */
import { Redis } from 'ioredis';

/** What asking costs, and what nobody sent. */
const OURS = /^(info|client|hello|select|auth)/;

/** @param {string} url */
export function watchRedis(url) {
  const redis = new Redis(url);
  const counts = async () => {
    const text = await redis.info('commandstats');
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const [, name = '', calls] of text.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm))
      if (!OURS.test(name)) found.set(name, Number(calls));
    return found;
  };
  return {
    total: async () => [...(await counts()).values()].reduce((sum, calls) => sum + calls, 0),
    disconnect: () => redis.disconnect(),
  };
}
