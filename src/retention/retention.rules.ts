const DAY_MS = 24 * 3_600_000;

/** For how many days a room keeps messages: what it says, but no longer than the server. Null: for ever. 0 of the server: no bound. */
export const keptDays = (room: number | null, server: number): number | null => {
  const bounds = [room, server].filter((days): days is number => days !== null && days > 0);
  return bounds.length > 0 ? Math.min(...bounds) : null;
};

export const cutoffOf = (days: number, now: number): Date => new Date(now - days * DAY_MS);

/**
 * The first number from `from` on whose message is not older than the cutoff, `to + 1` when all are. Times go up with
 * numbers, but for seconds: halving finds the place with few looks, however long the conversation is.
 */
export const firstKept = async (
  { from, to }: { from: number; to: number },
  isOld: (seq: number) => Promise<boolean>,
): Promise<number> => {
  let [low, high] = [from, to + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await isOld(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};
