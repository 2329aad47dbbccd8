import { describe, expect, it } from 'vitest';
import type { NamedEmoji } from '@/features/emojis/names.js';
import { closedEmoji, emojiAt, matchEmoji } from './emoji-names.js';

const wave = ['👋🏻', '👋🏼', '👋🏽', '👋🏾', '👋🏿'];
const all: NamedEmoji[] = [
  [['shipit'], '🐿️'],
  [['ship'], '🚢'],
  [['wave'], '👋', wave],
  [['tada', 'party'], '🎉'],
  [['water_wave'], '🌊'],
];

describe('the emoji at the caret', () => {
  it.each([
    [':ta', 3, { start: 0, query: 'ta' }],
    ['well (:Ta', 9, { start: 6, query: 'ta' }],
  ])('%j at %d', (text, caret, expected) => {
    expect(emojiAt(text, caret)).toEqual(expected);
  });

  it.each([':', ':D', ':)', 'at 10:30', 'https://a', 'a:ta'])('is none in %j', (text) => {
    expect(emojiAt(text, text.length)).toBeNull();
  });
});

describe('what it may become', () => {
  it('is the name itself first, then what begins so, then what has it within', () => {
    const found = matchEmoji(all, [], 'ship', 'none').map(({ id }) => id);
    expect(found).toEqual(['ship', 'shipit']);
    expect(matchEmoji(all, [], 'wave', 'none').map(({ id }) => id)).toEqual(['wave', 'water_wave']);
  });

  it('has the emoji of the server before those of Unicode, by their names', () => {
    expect(matchEmoji(all, ['ship_it'], 'shi', 'none')[0]).toEqual({ id: 'ship_it', emoji: null });
  });

  it('has any of its names, in the tone that was chosen', () => {
    expect(matchEmoji(all, [], 'par', 'none')).toEqual([{ id: 'party', emoji: '🎉' }]);
    expect(matchEmoji(all, [], 'wave', 'dark')[0]).toEqual({ id: 'wave', emoji: '👋🏿' });
    expect(matchEmoji(all, [], 'tad', 'dark')[0]).toEqual({ id: 'tada', emoji: '🎉' });
  });
});

describe('a name between two colons', () => {
  const tone = 'medium' as const;
  it('is the emoji', () => {
    expect(closedEmoji('so :wave: you', 9, { all, tone }, [])).toEqual({ text: 'so 👋🏽 you', caret: 7 });
  });

  it.each(['so :wave', 'so :nothing:', 'x:wave:', ':ship_it:'])('is left alone: %j', (text) => {
    expect(
      closedEmoji(text, text.length, { all: [...all, [['ship_it'], '🚢']], tone }, ['ship_it']),
    ).toBeNull();
  });
});
