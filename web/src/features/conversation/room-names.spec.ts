import { describe, expect, it } from 'vitest';
import { complete } from './completion.js';
import { matchRooms, roomAt } from './room-names.js';

const room = (name: string, archived = false) => ({ id: name, name, type: 'public' as const, archived });

describe('the room at the caret', () => {
  it.each([
    ['#', 1, { start: 0, query: '' }],
    ['see #Har', 8, { start: 4, query: 'har' }],
    ['(#über', 6, { start: 1, query: 'über' }],
  ])('%j at %d', (text, caret, expected) => {
    expect(roomAt(text, caret)).toEqual(expected);
  });

  it.each([
    ['a#b', 3],
    ['# heading', 9],
    ['##', 2],
  ])('is none in %j', (text, caret) => {
    expect(roomAt(text, caret)).toBeNull();
  });
});

it('finds rooms that are in use, by their beginning first', () => {
  const rooms = [room('the harbour'), room('harbour'), room('old harbour', true), room('design')];
  expect(matchRooms(rooms, 'har').map(({ name }) => name)).toEqual(['harbour', 'the harbour']);
});

it('puts the name in place, and the caret behind it', () => {
  expect(complete('see #ha ok', { start: 4, query: 'ha' }, '#harbour')).toEqual({
    text: 'see #harbour ok',
    caret: 13,
  });
});
