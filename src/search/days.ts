/** Days of a calendar as moments, where somebody lives. */

const DAY_MS = 86_400_000;

/** How far the clocks of a zone are ahead of UTC at a moment. */
const offsetAt = (time: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    ...({ year: 'numeric', month: 'numeric', day: 'numeric' } as const),
    ...({ hour: 'numeric', minute: 'numeric', second: 'numeric' } as const),
  }).formatToParts(time);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = new Date(0);
  shown.setUTCFullYear(read('year'), read('month') - 1, read('day'));
  shown.setUTCHours(read('hour'), read('minute'), read('second'));
  return shown.getTime() - Math.floor(time / 1_000) * 1_000;
};

/** When a day such as `2026-01-31` begins; `later` counts days from it. */
export const startOfDay = (day: string, timeZone: string, later = 0): Date => {
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * DAY_MS;
  // Twice, since clocks may change between the first guess and the answer.
  const guess = midnight - offsetAt(midnight, timeZone);
  return new Date(midnight - offsetAt(guess, timeZone));
};

/** Not before `from`, before `until`. */
export interface Period {
  from: Date | null;
  until: Date | null;
}

const isDay = (when: string): boolean => when.length === 10;
const latest = (times: Date[]): Date | null =>
  times.length === 0 ? null : new Date(Math.max(...times.map((time) => time.getTime())));
const earliest = (times: Date[]): Date | null =>
  times.length === 0 ? null : new Date(Math.min(...times.map((time) => time.getTime())));

interface Asked {
  from?: string | undefined;
  to?: string | undefined;
  before: readonly string[];
  after: readonly string[];
  on: readonly string[];
}

/** What all the fields and operators leave of time. */
export const periodOf = ({ from, to, before, after, on }: Asked, timeZone: string): Period => {
  const start = (day: string) => startOfDay(day, timeZone);
  const end = (day: string) => startOfDay(day, timeZone, 1);
  const since = from === undefined ? [] : [isDay(from) ? start(from) : new Date(from)];
  // A moment is named to the millisecond, and belongs to it.
  const till = to === undefined ? [] : [isDay(to) ? end(to) : new Date(Date.parse(to) + 1)];
  return {
    from: latest([...since, ...after.map(end), ...on.map(start)]),
    until: earliest([...till, ...before.map(start), ...on.map(end)]),
  };
};
