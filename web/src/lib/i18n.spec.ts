import { expect, it } from 'vitest';
import { en } from '../locales/en.js';
import { t } from './i18n.js';

it('fills in values and picks the plural form', () => {
  expect(t('thread.replies', { count: 1 })).toBe('1 reply');
  expect(t('thread.replies', { count: 4 })).toBe('4 replies');
  expect(t('typing.one', { name: 'Amy' })).toBe('Amy is typing…');
});

it('has both forms of each plural, and no exclamation mark', () => {
  const keys = new Set(Object.keys(en));
  for (const key of keys) if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'));
  for (const text of Object.values(en)) expect(text).not.toContain('!');
});
