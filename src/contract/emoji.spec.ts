import { describe, expect, it } from 'vitest';
import { isEmoji, qualifiedEmoji } from './emoji.js';

const PICTURE = '\ufe0f';

describe('isEmoji', () => {
  it.each([
    '👍',
    '👍🏽',
    '❤️',
    '👩‍🚀',
    '👩🏿‍🚀',
    '👨‍👩‍👧‍👦',
    '🏳️‍🌈',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '🇩🇪',
    '1️⃣',
    '#️⃣',
    '☺️',
    '©️',
    '🧑🏻‍❤️‍💋‍🧑🏼',
    '🙂‍↔️',
  ])('takes %s', (emoji) => {
    expect(isEmoji(emoji)).toBe(true);
    expect(qualifiedEmoji(emoji)).toBe(emoji);
  });

  it.each([
    '',
    'a',
    '1',
    '#',
    '👍👍',
    '👍 ',
    ' 👍',
    'ok👍',
    '👍ok',
    ':tada:',
    ':no_such:',
    '🇩',
    '🇽🇽',
    '👍\u200d',
    '\u200d',
    PICTURE,
    '👍\ufe0e',
    '❤\ufe0e',
    '<b>',
    '👍🏽🏽',
    '👩‍👍',
    '１',
  ])('refuses %j', (text) => {
    expect(isEmoji(qualifiedEmoji(text))).toBe(false);
  });
});

describe('qualifiedEmoji', () => {
  it.each([
    ['❤', '❤️'],
    ['☺', '☺️'],
    ['1⃣', '1️⃣'],
    ['🏳‍🌈', '🏳️‍🌈'],
    ['❤‍🔥', '❤️‍🔥'],
    ['👁‍🗨', '👁️‍🗨️'],
    ['👁️‍🗨', '👁️‍🗨️'],
    ['🕵🏻‍♂', '🕵🏻‍♂️'],
    ['🕵‍♂️', '🕵️‍♂️'],
    ['☝️🏽', '☝🏽'],
    ['👍️', '👍'],
    ['👩‍❤‍👨', '👩‍❤️‍👨'],
  ])('makes %s %s', (written, qualified) => {
    expect(qualifiedEmoji(written)).toBe(qualified);
    expect(isEmoji(qualified)).toBe(true);
  });
});
