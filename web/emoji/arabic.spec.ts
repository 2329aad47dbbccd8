import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { arabicList, arabicMessages, type Messages } from './arabic.js';

interface Emoji {
  emoji: string;
  label: string;
  group?: number;
  tags?: string[];
}

const packaged = createRequire(import.meta.url);
const english = packaged('emojibase-data/en/data.json') as Emoji[];
const names = readFileSync(new URL('./ar.txt', import.meta.url), 'utf8');
const list = arabicList(english, names);

/** As the picker does. */
const found = (query: string): string[] =>
  list
    .filter(({ label, tags = [] }) => [label, ...tags].some((text) => text.includes(query)))
    .map(({ emoji }) => emoji);

describe('emoji in Arabic', () => {
  it('are found by their names', () => {
    expect(found('قلب')).toEqual(expect.arrayContaining(['❤️', '💙', '💔']));
    expect(found('قلب أحمر')).toContain('❤️');
    expect(found('قطة')).toContain('🐈️');
  });

  it('are found as people type', () => {
    expect(found('قلب احمر')).toContain('❤️');
    expect(found('قطه')).toContain('🐈️');
  });

  it('all have a name, a sorted place and their tones', () => {
    const nameless = list.filter(({ label, group }) => group !== undefined && !/[\u0620-\u064a]/.test(label));
    expect(nameless.map(({ emoji }) => emoji)).toEqual([]);
    expect(list.map(({ label: _label, tags: _tags, ...rest }) => rest)).toEqual(
      english.map(({ label: _label, tags: _tags, ...rest }) => rest),
    );
  });

  it('stand under Arabic words', () => {
    const { groups, skinTones } = arabicMessages(packaged('emojibase-data/en/messages.json') as Messages);
    const foreign = [...groups, ...skinTones].filter(({ message }) => /[a-z]/i.test(message));
    expect(foreign).toEqual([]);
  });
});
