import { describe, expect, it } from 'vitest';
import { splitRooms } from './room-links.js';

const harbour = { id: '1', name: 'harbour' };
const plans = { id: '2', name: 'Harbour plans' };
const rooms = [harbour, plans];

describe('the rooms that a text names', () => {
  it.each([
    ['see #harbour.', ['see ', harbour, '.']],
    ['#HARBOUR', [harbour]],
    ['(#harbour plans) #harbour', ['(', plans, ') ', harbour]],
  ])('%j', (text, expected) => {
    expect(splitRooms(text, rooms)).toEqual(expected);
  });

  it.each(['#harbours', '#harbour-2', 'a#harbour', '##harbour', '/#harbour', '# harbour', '#tower'])(
    'none in %j',
    (text) => {
      expect(splitRooms(text, rooms)).toEqual([text]);
    },
  );
});
