import { describe, expect, it } from 'vitest';
import { MAX_ROOMS_OF_USER, othersIn, requireSpace, termsOf, wordsOf } from './rooms.rules.js';

const finds = (query: string, name: string): boolean =>
  termsOf(query).every((term) => wordsOf(name).some((word) => term.test(word)));

describe('search of rooms by name', () => {
  it.each([
    ['gen', 'General'],
    ['GEN', 'general'],
    ['cha', 'General chat'],
    ['chat gen', 'General chat'],
    ['ops', 'dev-ops'],
    ['dev-o', 'dev-ops'],
    ['c++', 'C++ and friends'],
    ['éq', 'L’Équipe'],
    ['ﬁ', 'Finance'],
    ['🎉', '🎉 party'],
    ['general', '#general'],
    ['#gen', '#general'],
    ['日本', '日本語'],
    ['  ', 'anything'],
  ])('%j finds %j', (query, name) => expect(finds(query, name)).toBe(true));

  it.each([
    ['eneral', 'General'],
    ['gen x', 'General chat'],
    ['.', 'General'],
    ['.*', 'General'],
    ['^gen', 'General'],
    ['(', 'General'],
    ['gen|x', 'General'],
    ['[a-z]', 'General'],
    ['\\w', 'General'],
  ])('%j does not find %j', (query, name) => expect(finds(query, name)).toBe(false));

  it('keeps each word once', () => {
    expect(wordsOf('A a  dev-ops A')).toEqual(['a', 'dev-ops', 'dev', 'ops']);
  });
});

describe('whom a request names', () => {
  it('is each once, without the caller', () => {
    expect(othersIn(['b', 'a', 'b', 'c'], 'a')).toEqual(['b', 'c']);
  });

  it('must have space for another room', () => {
    expect(() => requireSpace(new Map([['a', MAX_ROOMS_OF_USER - 1]]), 'room_id')).not.toThrow();
    expect(() => requireSpace(new Map([['a', MAX_ROOMS_OF_USER]]), 'room_id')).toThrow(
      expect.objectContaining({ code: 'validation_failed' }),
    );
  });
});
