import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearchQuery, type SearchQuery } from './search-query.js';

const nothing = parseSearchQuery('');
const read = (typed: string): Partial<SearchQuery> =>
  Object.fromEntries(
    Object.entries(parseSearchQuery(typed)).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(nothing[key as keyof SearchQuery]),
    ),
  );

describe('the language of the search box', () => {
  it.each<[string, Partial<SearchQuery>]>([
    ['', {}],
    ['  \n ', {}],
    ['one two', { words: ['one', 'two'], typing: true }],
    ['one two ', { words: ['one', 'two'] }],
    ['from:@Amy lunch ', { from: ['amy'], words: ['lunch'] }],
    ['FROM:amy from:me', { from: ['amy', 'me'] }],
    ['lunch from:amy', { from: ['amy'], words: ['lunch'] }],
    [
      'in:#general in:@ben in:"Big room" in:#"Two words"',
      { in: ['#general', '@ben', 'Big room', '#Two words'] },
    ],
    ['has:link has:IMAGE', { has: ['link', 'image'] }],
    ['has:cake', { words: ['has:cake'], typing: true }],
    [
      'before:2026-01-31 after:2025-12-01 on:2026-01-15',
      { before: ['2026-01-31'], after: ['2025-12-01'], on: ['2026-01-15'] },
    ],
    ['before:2026-02-30', { words: ['before:2026-02-30'], typing: true }],
    ['on:tomorrow ', { words: ['on:tomorrow'] }],
    ['"an exact phrase" and', { phrases: ['an exact phrase'], words: ['and'], typing: true }],
    ['“typed on a phone”', { phrases: ['typed on a phone'] }],
    ['"not closed yet', { phrases: ['not closed yet'] }],
    ['-lunch -"late dinner" food ', { excluded: ['lunch', 'late dinner'], words: ['food'] }],
    ['-from:@amy ', { excluded: ['from:@amy'] }],
    ['re-open a-b', { words: ['re-open', 'a-b'], typing: true }],
    ['from: in:', { words: ['from:', 'in:'], typing: true }],
    ['from:#general ', { words: ['from:#general'] }],
    ['https://example.org/a?b=c#d ', { words: ['https://example.org/a?b=c#d'] }],
    ['#general @amy ', { words: ['#general', '@amy'] }],
    ['""', {}],
    ['-', { words: ['-'], typing: true }],
  ])('%j', (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  it('never fails, loses no word, and takes no more than a moment, whatever is typed', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'from:',
        'in:',
        'has:',
        'before:',
        'on:',
        '"',
        '-',
        '@',
        '#',
        ' ',
        '“',
        '\u0000',
        '$where',
        '.*',
        '\ud800',
        '--',
        ':',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const typed = pieces.join('');
        const query = parseSearchQuery(typed);
        const { typing: _typing, ...lists } = query;
        expect(Object.values(lists).flat()).not.toContain('');
        const plain = typed.replace(/[“”„«»]/gu, '"');
        expect(query.words.filter((word) => !plain.includes(word))).toEqual([]);
      }),
      { numRuns: 500 },
    );
    for (const hostile of [
      '"'.repeat(10_000),
      '-'.repeat(10_000),
      'from:'.repeat(2_000),
      'in:@"'.repeat(2_000),
      ' '.repeat(10_000),
    ]) {
      const before = process.cpuUsage();
      parseSearchQuery(hostile);
      expect(process.cpuUsage(before).user).toBeLessThan(200_000); // Of this process: others may be busy.
    }
  });
});
