import { describe, expect, it } from 'vitest';
import { ar } from '../locales/ar.js';
import { de } from '../locales/de.js';
import { en as first } from '../locales/en.js';
import { later } from '../locales/later.js';
import { zh } from '../locales/zh.js';
import { t } from './i18n.js';

const en = { ...first, ...later };
type Texts = Readonly<Record<string, string>>;
const ending = /_(zero|one|two|few|many|other)$/;
const english: Texts = en;
const plurals = new Set(Object.keys(en).flatMap((key) => (key.endsWith('_other') ? [key.slice(0, -6)] : [])));
const isForm = (key: string): boolean => ending.test(key) && plurals.has(key.replace(ending, ''));
const placeholders = (text: string | undefined): string[] =>
  [...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

it('fills in values and picks the plural form', () => {
  expect(t('thread.replies', { count: 1 })).toBe('1 reply');
  expect(t('thread.replies', { count: 4 })).toBe('4 replies');
  expect(t('thread.replies', { count: 12_345 })).toBe('12,345 replies');
  expect(t('typing.one', { name: 'Amy' })).toBe('Amy is typing…');
});

describe.each<[string, Texts]>([
  ['en', en],
  ['de', de],
  ['zh', zh],
  ['ar', ar],
])('the texts in %s', (language, texts) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  it('are complete: each text, and each form that the language counts in', () => {
    const single = Object.keys(en).filter((key) => !isForm(key));
    const counted = [...plurals].flatMap((key) => forms.map((form) => `${key}_${form}`));
    expect(Object.keys(texts).sort()).toEqual([...single, ...counted].sort());
  });

  it('have the same placeholders, where a form for one or two may leave the number out', () => {
    for (const [key, text] of Object.entries(texts)) {
      const wanted = placeholders(english[key] ?? english[key.replace(ending, '_other')]);
      const found = placeholders(text);
      if (/_(zero|one|two)$/.test(key)) expect([key, ...wanted]).toEqual(expect.arrayContaining(found));
      else expect([key, ...found]).toEqual([key, ...wanted]);
    }
  });

  it('do not shout', () => {
    for (const text of Object.values(texts)) expect(text).not.toMatch(/[!！]/);
  });
});
