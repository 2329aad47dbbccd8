import { formatUnit } from '@/lib/i18n.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A mute without an end is dated so far away. */
const NO_END_YEAR = 9999;
export const hasEnd = (until: string): boolean => new Date(until).getUTCFullYear() < NO_END_YEAR;

/** In the largest unit that it is a whole number of. */
export const durationName = (ms: number): string => {
  if (ms % DAY_MS === 0) return formatUnit(ms / DAY_MS, 'day');
  if (ms % HOUR_MS === 0) return formatUnit(ms / HOUR_MS, 'hour');
  if (ms % MINUTE_MS === 0) return formatUnit(ms / MINUTE_MS, 'minute');
  return formatUnit(Math.round(ms / SECOND_MS), 'second');
};

export const slowModes = [0, 5, 10, 30, 60, 300, 900, 3_600].map((seconds) => seconds * SECOND_MS);
export const retentionDays = [7, 30, 90, 365];
export const sanctions = [10 * MINUTE_MS, HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS];
export const invitationTimes = [HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS];
