/** Exponential with full jitter, in milliseconds: clients that were cut off together come back apart. */
export const backoff = (attempt: number, baseMs = 250, maxMs = 10_000): number =>
  Math.random() * Math.min(maxMs, baseMs * 2 ** Math.min(attempt, 16));
