import { create } from 'zustand';
import { en } from '../locales/en.js';
import type { later } from '../locales/later.js';
import { readStored, writeStored } from './storage.js';

type Key = keyof typeof en | keyof typeof later;
/** A key with plural forms is named without their endings. */
type PluralKey = Key extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;
export type TextKey = Exclude<Key, `${string}_one` | `${string}_other`> | PluralKey;
type Values = Record<string, string | number>;
type Texts = Readonly<Record<string, string>>;

/** By their own names: who needs another one cannot read the names of this one. */
export const languages = { en: 'English', de: 'Deutsch', zh: '中文', ar: 'العربية' } as const;
export type Language = keyof typeof languages;

let english: Texts = en;

/** English is there from the start, without what stands on screens that few people open; the others come whole. */
const load: Record<Language, () => Promise<Texts>> = {
  en: async () => english,
  de: async () => (await import('../locales/de.js')).de,
  zh: async () => (await import('../locales/zh.js')).zh,
  ar: async () => (await import('../locales/ar.js')).ar,
};
const rightToLeft: ReadonlySet<Language> = new Set(['ar']);

const KEY = 'parley.language';
const isLanguage = (name: string | undefined): name is Language => name !== undefined && name in languages;
const wishes = (): readonly string[] => (typeof navigator === 'undefined' ? [] : (navigator.languages ?? []));
const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The language chosen here, or the first of the browser's that there is. */
const wanted = (): Language => {
  const chosen = readStored<string>(KEY);
  return isLanguage(chosen) ? chosen : (wishes().map(baseOf).find(isLanguage) ?? 'en');
};

let texts: Texts = english;
/** Dates and numbers are those of the region that the browser names for the language. */
let locale: string = 'en';
let plural = new Intl.PluralRules(locale);
let numbers = new Intl.NumberFormat(locale);

interface LanguageState {
  language: Language;
  isRightToLeft: boolean;
}
export const useLanguage = create<LanguageState>(() => ({ language: 'en', isRightToLeft: false }));

const speak = async (language: Language): Promise<void> => {
  texts = await load[language]();
  locale = wishes().find((tag) => baseOf(tag) === language) ?? language;
  plural = new Intl.PluralRules(locale);
  numbers = new Intl.NumberFormat(locale);
  const isRightToLeft = rightToLeft.has(language);
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft ? 'rtl' : 'ltr';
  useLanguage.setState({ language, isRightToLeft });
};

/** Before the first rendering. A language that cannot be loaded is no reason to show nothing. */
export const beginLanguage = (): Promise<void> => speak(wanted()).catch(() => undefined);

/** A screen with the texts that come with it. */
export const withTexts = async <T>(screen: Promise<T>): Promise<T> => {
  const [loaded, { later }] = await Promise.all([screen, import('../locales/later.js')]);
  english = { ...en, ...later };
  if (useLanguage.getState().language === 'en') texts = english;
  return loaded;
};

export const setLanguage = async (language: Language): Promise<void> => {
  await speak(language);
  writeStored(KEY, language);
};

export const formatNumber = (value: number): string => numbers.format(value);
/** "30 seconds", in the words of the language. */
export const formatUnit = (value: number, unit: 'second' | 'minute' | 'hour' | 'day'): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
export const formatList = (names: readonly string[]): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);

/** A format that follows the language: made with its first use in it. */
export const dateFormat = (options: Intl.DateTimeFormatOptions): ((date: Date) => string) => {
  let madeFor = '';
  let made: Intl.DateTimeFormat | undefined;
  return (date) => {
    if (!made || madeFor !== locale) made = new Intl.DateTimeFormat(locale, options);
    madeFor = locale;
    return made.format(date);
  };
};

const pick = (from: Texts, key: string, count: unknown): string | undefined => {
  const form = typeof count === 'number' ? from[`${key}_${plural.select(count)}`] : undefined;
  return form ?? from[key] ?? from[`${key}_other`];
};

/** The text of a key, with `{name}` filled in; `count` picks the plural form. */
export const t = (key: TextKey, values: Values = {}): string => {
  const text = pick(texts, key, values.count) ?? pick(english, key, values.count) ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? numbers.format(value) : value;
  });
};
