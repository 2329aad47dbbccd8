import { describe, expect, it } from 'vitest';
import { complete } from './completion.js';
import { matchPeople, mentionAt } from './mentions.js';

const person = (username: string, display_name: string) => ({
  id: username,
  username,
  display_name,
  avatar_url: null,
});

describe('the name at the caret', () => {
  it.each([
    ['@', 1, { start: 0, query: '' }],
    ['hello @Am', 9, { start: 6, query: 'am' }],
    ['(@amy.o', 7, { start: 1, query: 'amy.o' }],
    ['line\n@b', 7, { start: 5, query: 'b' }],
  ])('%j at %d', (text, caret, expected) => {
    expect(mentionAt(text, caret)).toEqual(expected);
  });

  it.each([
    ['amy@example.org', 15],
    ['hello @amy there', 16],
    ['hello', 5],
  ])('is none in %j', (text, caret) => {
    expect(mentionAt(text, caret)).toBeNull();
  });
});

it('finds people by username first, then by any word of the name', () => {
  const people = [person('zoe', 'Ben Zoe'), person('ben', 'Zed'), person('kim', 'Kim')];
  expect(matchPeople(people, 'be').map(({ id }) => id)).toEqual(['ben', 'zoe']);
});

it('puts the name in place, with one space after it and the caret behind that', () => {
  expect(complete('hi @am, ok', { start: 3, query: 'am' }, '@amy')).toEqual({
    text: 'hi @amy , ok',
    caret: 8,
  });
  expect(complete('hi @am ok', { start: 3, query: 'am' }, '@amy')).toEqual({
    text: 'hi @amy ok',
    caret: 8,
  });
});
