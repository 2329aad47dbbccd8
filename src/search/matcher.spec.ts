import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearchQuery } from '../contract/search-query.js';
import { fold, foldWithOrigins } from '../messages/folded-text.js';
import { searchTerms } from '../messages/search-terms.js';
import { startOfDay } from './days.js';
import { Matcher } from './matcher.js';

const matcherOf = (typed: string) => new Matcher(parseSearchQuery(typed));
const stored = (content: string) =>
  new Set(searchTerms({ content, attachments: [], forwarded_from: null, sender_id: 'f'.repeat(24) }));

/** Any text, with much of what is hard. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        ' ',
        'ß',
        'İ',
        'e\u0301',
        '漢字',
        'かな',
        'が',
        '\u3099',
        '🎉',
        'ﬃ',
        '한',
        '\u1112\u1161\u11ab',
        'ab',
        'ﷺ',
        '-',
        '"',
      ),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join('').toWellFormed());

describe('folded text', () => {
  it('is the same folded again, and in any Unicode form', () => {
    fc.assert(
      fc.property(text, (original) => {
        expect(fold(original.normalize('NFD'))).toBe(fold(original.normalize('NFC')));
        expect(foldWithOrigins(original).text).toBe(fold(original));
      }),
      { numRuns: 500 },
    );
  });

  it('knows where each unit came from: ascending, inside the original, never through the middle of a pair', () => {
    fc.assert(
      fc.property(text, (original) => {
        const folded = foldWithOrigins(original);
        const wrong = Array.from(folded.text, (_, at) => [folded.start(at), folded.end(at)] as const).filter(
          ([start, end], at) =>
            start < (at === 0 ? 0 : folded.start(at - 1)) ||
            end <= start ||
            end > original.length ||
            !original.slice(start, end).isWellFormed(),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what the index is asked for', () => {
  it('is always among what is stored of a message that matches: nothing is missed for the index', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat(), (content, more, a, b) => {
        const units = [...content];
        const [from, to] = [Math.min(a, b) % (units.length + 1), Math.max(a, b) % (units.length + 1)];
        const asked = [units.slice(from, to).join(''), more, `"${units.slice(from, to).join('')}"`];
        const terms = stored(content);
        for (const typed of asked) {
          const matcher = matcherOf(typed);
          if (matcher.match(content, []) !== null)
            expect([typed, matcher.terms.filter((term) => !terms.has(term))]).toEqual([typed, []]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is bounded, and so is what is stored', () => {
    expect(
      matcherOf(Array.from({ length: 80 }, (_, n) => `word${n}`).join(' ')).terms.length,
    ).toBeLessThanOrEqual(12);
    const long = Array.from({ length: 10_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('');
    expect(stored(long).size).toBeLessThanOrEqual(4_000);
    expect(stored('x'.repeat(10_000)).size).toBeLessThan(10);
  });

  it('mixes up no kinds of terms: no word is a type or a sender', () => {
    const terms = [...stored('#image #link @ffffffffffffffffffffffff')].filter((term) => /^[#@]/.test(term));
    expect(terms).toEqual([`@${'f'.repeat(24)}`, '#text']);
  });
});

describe('highlights', () => {
  it('are ascending, apart, and inside of the content', () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (content, words) => {
        const match = matcherOf(words.join(' ')).match(content, []);
        let before = 0;
        for (const { start, end } of match?.highlights ?? []) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(content.length);
      }),
      { numRuns: 500 },
    );
  });

  it('take no time to speak of in a long text, however hostile the query', () => {
    const content = `${'a '.repeat(2_500)}${'aa'.repeat(2_500)}`;
    for (const typed of [
      'a',
      'aaa',
      '"a a a a"',
      `"${'a '.repeat(200)}b"`,
      '-"a b"',
      '"((((a+)+)+)+)$"',
      'a.*a',
    ]) {
      const began = performance.now();
      matcherOf(typed).match(content, []);
      expect([typed, performance.now() - began < 300]).toEqual([typed, true]);
    }
  });
});

describe('days', () => {
  it.each([
    ['2026-01-31', 'UTC', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31', 'Europe/Berlin', '2026-01-30T23:00:00.000Z'],
    ['2026-07-31', 'Europe/Berlin', '2026-07-30T22:00:00.000Z'],
    // The clocks change on that day and on the day before.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    ['0001-01-01', 'UTC', '0001-01-01T00:00:00.000Z'],
  ])('%s in %s', (day, zone, moment) => {
    expect(startOfDay(day, zone).toISOString()).toBe(moment);
  });
});
