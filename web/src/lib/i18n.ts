import { en } from '../locales/en.js';

type Key = keyof typeof en;
/** A key with plural forms is named without their endings. */
type PluralKey = Key extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;
export type TextKey = Exclude<Key, `${string}_one` | `${string}_other`> | PluralKey;
type Values = Record<string, string | number>;

export const locale = 'en';
const plural = new Intl.PluralRules(locale);
const texts: Record<string, string> = en;

/** The text of a key, with `{name}` filled in; `count` picks the plural form. */
export const t = (key: TextKey, values: Values = {}): string => {
  const form = typeof values.count === 'number' ? texts[`${key}_${plural.select(values.count)}`] : undefined;
  const text = form ?? texts[key] ?? texts[`${key}_other`] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
};
