import { formatNumber } from '@/lib/i18n.js';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `1.2 MB`: decimal units, as phones and operating systems show them. */
export const sizeText = (bytes: number): string => {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** step;
  return `${formatNumber(value >= 100 || step === 0 ? Math.round(value) : Math.round(value * 10) / 10)} ${UNITS[step]}`;
};
