export type Until = 'never' | 'hour' | 'four' | 'today' | 'week' | 'keep';

const HOUR_MS = 3_600_000;

/** When a status goes away by itself. */
export const expiryOf = (until: Until, now: Date, kept: string | null): string | null => {
  const end = new Date(now);
  switch (until) {
    case 'never':
      return null;
    case 'keep':
      return kept;
    case 'hour':
    case 'four':
      return new Date(now.getTime() + HOUR_MS * (until === 'hour' ? 1 : 4)).toISOString();
    case 'today':
      end.setHours(23, 59, 59, 999);
      return end.toISOString();
    case 'week':
      // The end of Sunday, where weeks begin on Monday.
      end.setDate(end.getDate() + ((7 - end.getDay()) % 7));
      end.setHours(23, 59, 59, 999);
      return end.toISOString();
  }
};
