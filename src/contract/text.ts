import { z } from 'zod';
import { limits } from './limits.js';

/**
 * Text that can be stored, shown and sent back as it came: no lone surrogates (they are not UTF-8) and no NUL
 * (which databases and terminals cut at).
 */
export const text = (max: number, min = 0) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine(
      (value) => value.isWellFormed() && !value.includes('\u0000'),
      'must be well-formed Unicode without NUL',
    );

/** 24 lower-case hex digits. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'must be an id of 24 lower-case hex digits')
  .meta({ id: 'Id', description: '24 lower-case hex digits', examples: ['66f0a1b2c3d4e5f6a7b8c9d0'] });

/** ISO 8601 in UTC with milliseconds. */
export const Time = z.string().meta({
  id: 'Time',
  description: 'ISO 8601 in UTC with milliseconds',
  format: 'date-time',
  examples: ['2026-01-31T09:41:00.000Z'],
});

export const Limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(limits.page.max)
  .default(limits.page.default)
  .meta({ description: 'How many at most' });

/** An http(s) URL, never `javascript:` or the like. */
export const HttpUrl = text(limits.url.max).refine((value) => {
  return URL.canParse(value) && ['https:', 'http:'].includes(new URL(value).protocol);
}, 'must be an http or https URL');

/** A name that the clocks of a place go by: `Europe/Berlin`. */
export const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

/** Exactly one of the named fields must be there. */
export const exactlyOne =
  <K extends string>(...keys: K[]) =>
  (value: Partial<Record<K, unknown>>): boolean =>
    keys.filter((key) => value[key] !== undefined).length === 1;
