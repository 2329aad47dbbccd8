import { dateFormat, t } from './i18n.js';

const DAY_MS = 86_400_000;
const clock = dateFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const weekday = dateFormat({ weekday: 'long' });
const monthDay = dateFormat({ weekday: 'long', day: 'numeric', month: 'long' });
const withYear = dateFormat({ day: 'numeric', month: 'long', year: 'numeric' });
const short = dateFormat({ day: 'numeric', month: 'short' });
const full = dateFormat({ dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' });

const startOfDay = (date: Date): number =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** Whole days between two moments, as calendars count them. */
const daysBetween = (earlier: Date, later: Date): number =>
  Math.round((startOfDay(later) - startOfDay(earlier)) / DAY_MS);

export const clockTime = (iso: string): string => clock(new Date(iso));
export const fullTime = (iso: string): string => full(new Date(iso));

export const isSameDay = (a: string, b: string): boolean =>
  startOfDay(new Date(a)) === startOfDay(new Date(b));

/** What a day separator says. */
export const dayName = (iso: string, now = new Date()): string => {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days === 0) return t('time.today');
  if (days === 1) return t('time.yesterday');
  if (days < 7) return weekday(date);
  return date.getFullYear() === now.getFullYear() ? monthDay(date) : withYear(date);
};

const MINUTE_MS = 60_000;

/** Relative up to a day, then the date. */
export const ago = (iso: string, now = new Date()): string => {
  const date = new Date(iso);
  const minutes = Math.floor((now.getTime() - date.getTime()) / MINUTE_MS);
  if (minutes < 1) return t('time.now');
  if (minutes < 60) return t('time.minutes', { count: minutes });
  if (minutes < 1_440) return t('time.hours', { count: Math.floor(minutes / 60) });
  return short(date);
};

/** `1:05`, or `1:02:03` from an hour on. */
export const duration = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};
