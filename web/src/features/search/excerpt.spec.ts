import { describe, expect, it } from 'vitest';
import { complete, excerptOf, quoted } from './excerpt.js';

const shown = (content: string, ...hits: [number, number][]): string =>
  excerptOf(
    content,
    hits.map(([start, end]) => ({ start, end })),
  )
    .map(({ text, isHit }) => (isHit ? `[${text}]` : text))
    .join('');

describe('an excerpt', () => {
  it('is the whole of a short text, with its hits', () => {
    expect(shown('the tide turns at nine', [4, 8], [18, 22])).toBe('the [tide] turns at [nine]');
  });

  it('is the part around the first hit of a long one', () => {
    const text = shown(`${'a'.repeat(500)}hit${'b'.repeat(500)}`, [500, 503]);
    expect(text.startsWith(`…${'a'.repeat(80)}[hit]b`)).toBe(true);
    expect(text.endsWith('b…')).toBe(true);
  });

  it('never cuts an emoji in two', () => {
    for (let pad = 70; pad < 90; pad += 1)
      expect(shown(`${'😀'.repeat(60)}${'x'.repeat(pad)}hit`, [120 + pad, 123 + pad]).isWellFormed()).toBe(
        true,
      );
  });

  it('hides what the message hides, the hit in it too', () => {
    expect(shown('it is ||the butler||, of course', [8, 11], [25, 31])).toBe(
      'it is ▒▒[▒▒▒]▒▒▒▒▒▒▒▒▒, of [course]',
    );
  });

  it('of a text without a hit is its beginning', () => {
    expect(shown('only a filter was given')).toBe('only a filter was given');
  });
});

describe('what is picked', () => {
  it.each([
    ['', 'from:@amy', 'from:@amy '],
    ['tide fr', 'from:@amy', 'tide from:@amy '],
    ['tide in:"des', 'in:#design', 'tide in:#design '],
    ['tide ', 'turn', 'tide turn '],
  ])('takes the place of what was typed last: %j', (typed, picked, result) => {
    expect(complete(typed, picked)).toBe(result);
  });

  it('is quoted when it has spaces', () => {
    expect(quoted('design team')).toBe('"design team"');
    expect(quoted('design')).toBe('design');
  });
});
