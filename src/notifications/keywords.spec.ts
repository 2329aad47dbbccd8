import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasKeyword } from './keywords.js';

describe('hasKeyword', () => {
  it.each([
    ['the deploy failed', 'deploy'],
    ['DEPLOY!', 'deploy'],
    ['deploy', 'Deploy'],
    ['(deploy)', 'deploy'],
    ['Grüße an ÄPFEL', 'äpfel'],
    ['le café est fermé', 'cafe\u0301'],
    ['we write c++ here', 'c++'],
    ['c++17', 'c++'],
    ['a.b', 'a.b'],
    ['ask dev-ops about it', 'Dev-Ops'],
    ['see [x]/{y}', '[x]/{y}'],
    ['release\n candidate two', 'release candidate'],
    ['今日は会議があります', '会議'],
    ['Привет, МИР', 'мир'],
    ['ping 🎉 pong', '🎉'],
    ['it is 42', '42'],
  ])('finds in %j the keyword %j', (text, keyword) => {
    expect(hasKeyword(text, ['nothing', keyword])).toBe(true);
  });

  it.each([
    ['redeployed', 'deploy'],
    ['deploys', 'deploy'],
    ['deploy_key', 'deploy'],
    ['éclair', 'clair'],
    ['миру', 'мир'],
    ['axb', 'a.b'],
    ['dev-opsy', 'dev-ops'],
    ['420', '42'],
    ['', 'x'],
  ])('does not find in %j the keyword %j', (text, keyword) => {
    expect(hasKeyword(text, [keyword])).toBe(false);
  });

  it('takes any keyword as it is written, whatever it would mean in a regular expression', () => {
    const keyword = fc.string({ minLength: 1, maxLength: 64 }).filter((word) => word.trim() === word);
    fc.assert(
      fc.property(keyword, fc.array(keyword, { maxLength: 3 }), (word, more) => {
        expect(hasKeyword(`so ${word} it is`, [...more, word])).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('is none without keywords', () => {
    expect(hasKeyword('anything', [])).toBe(false);
  });

  it('does not go astray on long texts', () => {
    const started = performance.now();
    expect(
      hasKeyword(
        'a '.repeat(5_000),
        Array.from({ length: 50 }, (_, n) => `a a a a ${n}`),
      ),
    ).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
