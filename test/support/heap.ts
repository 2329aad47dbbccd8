import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is in use once everything that nobody needs any more is gone, in megabytes. */
export const heapAfterCollection = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
};

/** By how much a line through these samples rises from the first to the last of them. */
export const riseOf = (samples: readonly number[]): number => {
  const middle = (samples.length - 1) / 2;
  const mean = samples.reduce((sum, y) => sum + y, 0) / samples.length;
  const slope =
    samples.reduce((sum, y, x) => sum + (x - middle) * (y - mean), 0) /
    samples.reduce((sum, _, x) => sum + (x - middle) ** 2, 0);
  return slope * (samples.length - 1);
};
