import { describe, expect, it } from 'vitest';
import { currentStatus, nameWords, requireAllExist, searchTerms, shownState } from './users.rules.js';

describe('nameWords', () => {
  it('are the words and their parts, once each, in lower case', () => {
    expect(nameWords('amy.okafor', "Amy O'Brien-Okafor").sort()).toEqual(
      ['amy.okafor', 'amy', 'okafor', "o'brien-okafor", 'o', 'brien'].sort(),
    );
  });

  it('keep scripts, marks and emoji', () => {
    expect(nameWords('maria', 'Мария 山田 नमस्ते 🦊')).toEqual(
      expect.arrayContaining(['мария', '山田', 'नमस्ते', '🦊']),
    );
  });

  it('fold the ways to encode a letter', () => {
    expect(nameWords('zoe', 'Zoe\u0308')).toContain('zo\u00eb');
    expect(searchTerms('ZOE\u0308')).toEqual(['zo\u00eb']);
  });
});

describe('searchTerms', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['@', []],
    ['@Amy', ['amy']],
    [' amy   Okafor ', ['amy', 'okafor']],
    ['.*', ['.*']],
    ['a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
  ])('of "%s"', (query, terms) => {
    expect(searchTerms(query)).toEqual(terms);
  });
});

describe('shownState', () => {
  it.each([
    ['online', 'online', 'online'],
    ['online', 'away', 'away'],
    ['online', 'offline', 'offline'],
    ['busy', 'online', 'busy'],
    ['busy', 'away', 'busy'],
    ['busy', 'offline', 'offline'],
    ['away', 'online', 'away'],
    ['offline', 'online', 'offline'],
    ['invisible', 'online', 'offline'],
    ['invisible', 'busy', 'offline'],
  ] as const)('of %s chosen and %s connections is %s', (chosen, connections, shown) => {
    expect(shownState(chosen, connections)).toBe(shown);
  });
});

describe('currentStatus', () => {
  const now = new Date('2026-01-31T12:00:00Z');
  const status = (expires_at: Date | null) =>
    ({ state: 'busy', text: 'Lunch', emoji: '🍜', expires_at }) as const;

  it('keeps what does not expire or not yet', () => {
    expect(currentStatus(status(null), now)).toEqual(status(null));
    const later = status(new Date(now.getTime() + 1));
    expect(currentStatus(later, now)).toEqual(later);
  });

  it('drops text and emoji, and keeps the state, once the time has come', () => {
    expect(currentStatus(status(now), now)).toEqual({ state: 'busy', text: '', emoji: '', expires_at: null });
  });
});

describe('requireAllExist', () => {
  it('names who does not', () => {
    expect(() => requireAllExist(['a'], new Set(['a']), 'member_ids')).not.toThrow();
    expect(() => requireAllExist([], new Set(), 'member_ids')).not.toThrow();
    expect(() => requireAllExist(['a', 'b'], new Set(['a']), 'member_ids')).toThrow(
      expect.objectContaining({
        code: 'user_not_found',
        details: { errors: [{ path: 'member_ids', message: 'there is no user b' }] },
      }),
    );
  });
});
