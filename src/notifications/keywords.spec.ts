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
    ['420', '42'],
    ['', 'x'],
  ])('does not find in %j the keyword %j', (text, keyword) => {
    expect(hasKeyword(text, [keyword])).toBe(false);
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
