/**
 * The client's address behind `hops` proxies that we trust: each proxy appends whom it saw, so the last entries are
 * ours and everything before them is what the client claims.
 */
export const clientAddress = (
  peer: string,
  forwarded: string | string[] | undefined,
  hops: number,
): string => {
  if (hops <= 0 || forwarded === undefined) return peer;
  const seen = String(forwarded)
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return seen.at(-hops) ?? seen[0] ?? peer;
};
