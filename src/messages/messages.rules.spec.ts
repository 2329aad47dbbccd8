import { describe, expect, it } from 'vitest';
import { mayMentionRoom, mentionedIds } from './messages.rules.js';

describe('mayMentionRoom', () => {
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
