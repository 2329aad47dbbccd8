import { describe, expect, it } from 'vitest';
import { groupMentions, mayMentionRoom, mentionCandidates, mentionedIds } from './messages.rules.js';

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
    ['@room @Here. and @amy', [['amy']]],
    ['привет @amy, 你好@ben', [['amy'], ['ben']]],
  ])('finds in %j %j', (content, expected) => {
    expect(mentionCandidates(content)).toEqual(expected);
  });

  it('stays quick on what is made to be slow', () => {
    const began = performance.now();
    for (const piece of ['`', '@a', '```', '`@', '@a.', '``a`'])
      mentionCandidates(piece.repeat(10_000 / piece.length));
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('groupMentions', () => {
  it.each([
    ['@room', ['room']],
    ['All of you, @Here! And @room.', ['here', 'room']],
    ['@rooms @room-2 @here.we.go', []],
    ['mail room@room.org, me@here', []],
    ['`@room` and\n```\n@here\n```', []],
    ['the room is here', []],
  ])('finds in %j %j', (content, expected) => {
    expect([...groupMentions(content)].sort()).toEqual(expected);
  });

  it('takes a moderator in a big room', () => {
    expect(mayMentionRoom('member', 50)).toBe(true);
    expect(mayMentionRoom('member', 51)).toBe(false);
    for (const role of ['moderator', 'admin', 'owner'] as const) expect(mayMentionRoom(role, 51)).toBe(true);
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
