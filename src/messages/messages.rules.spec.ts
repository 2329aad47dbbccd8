import { describe, expect, it } from 'vitest';
import { mentionCandidates, mentionedIds } from './messages.rules.js';

describe('mentionCandidates', () => {
  it.each([
    ['hello @amy', [['amy']]],
    ['@Amy and @BEN.K', [['amy'], ['ben.k']]],
    ['thanks @amy. And @ben!', [['amy.', 'amy'], ['ben']]],
    ['(@amy)', [['amy']]],
    ['@amy @amy', [['amy']]],
    ['mail amy@example.org', []],
    ['a@b@amy', []],
    ['`@amy` and ``code ` @ben``', []],
    ['```\n@amy\n``` @ben', [['ben']]],
    ['``` never closed @amy', []],
    ['@_amy @', []],
    ['привет @amy, 你好@ben', [['amy'], ['ben']]],
  ])('finds in %j %j', (content, expected) => {
    expect(mentionCandidates(content)).toEqual(expected);
  });

  it('stays quick on what is made to be slow', () => {
    const began = performance.now();
    for (const piece of ['`', '@a', '```', '`@', '@a.', '``a`']) mentionCandidates(piece.repeat(10_000 / piece.length));
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('mentionedIds', () => {
  it('takes the longest name that somebody has', () => {
    const ids = new Map([
      ['amy', '1'],
      ['amy.', '2'],
    ]);
    expect(mentionedIds([['amy.', 'amy'], ['ben']], ids)).toEqual(['2']);
    expect(mentionedIds([['amy-', 'amy']], ids)).toEqual(['1']);
  });
});
