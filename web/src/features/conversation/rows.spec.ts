import type { PendingMessage } from '@sdk/outbox.js';
import { describe, expect, it } from 'vitest';
import { message, user } from '@/testing/messages.js';
import { buildRows, firstUnread, groupReactions, lineOf } from './rows.js';

const me = user('me');
const build = (line: ReturnType<typeof message>[], change: Partial<Parameters<typeof buildRows>[0]> = {}) =>
  buildRows({ line, pending: [], me, unreadFrom: null, ...change });

const waiting = (client_id: string): PendingMessage => ({
  client_id,
  outgoing: { client_id, room_id: 'room', content: 'on its way' },
  created_at: message(9).created_at,
  failure: null,
});

describe('the line of a conversation', () => {
  it('leaves out what is before the loaded pages and what stays in threads', () => {
    const messages = [
      message(1),
      message(2),
      message(3, { parent_id: 'm1' }),
      message(4, { parent_id: 'm1', also_in_room: true }),
    ];
    expect(lineOf(messages, 2).map(({ seq }) => seq)).toEqual([2, 4]);
    expect(lineOf(messages, undefined)).toEqual([]);
  });

  it('groups what one person says within five minutes', () => {
    const rows = build([
      message(1),
      message(2),
      message(3, { by: 'ben' }),
      message(4, { by: 'ben', created_at: message(10).created_at }),
    ]);
    expect(rows.map(({ startsGroup }) => startsGroup)).toEqual([true, false, true, true]);
  });

  it('begins a group after a deleted message: its name would stand above nothing', () => {
    const rows = build([message(1, { deleted: true }), message(2)]);
    expect(rows[1]?.startsGroup).toBe(true);
  });

  it('separates days', () => {
    const rows = build([message(1), message(2, { created_at: message(2 + 24 * 60).created_at })]);
    expect(rows.map(({ day }) => day !== null)).toEqual([true, true]);
  });

  it('draws the line before the first unread message, also when that message is not in it', () => {
    const rows = build([message(1), message(2), message(4)], { unreadFrom: 3 });
    expect(rows.map(({ startsUnread }) => startsUnread)).toEqual([false, false, true]);
    expect(rows[2]?.startsGroup).toBe(true);
  });
});

describe('own messages on their way', () => {
  it('stand at the end', () => {
    const rows = build([message(1)], { pending: [waiting('c1'), waiting('c2')] });
    expect(rows.map(({ message: { client_id } }) => client_id)).toEqual([null, 'c1', 'c2']);
  });

  it('are shown once when the stored message is there before its acknowledgement, under the same key', () => {
    const pending = [waiting('c1')];
    const [before] = build([], { pending });
    const stored = message(1, { by: 'me', client_id: 'c1' });
    const after = build([stored], { pending });
    expect(after).toHaveLength(1);
    expect(after[0]?.key).toBe(before?.key);
    expect(after[0]?.pending).toBeNull();
  });

  it("are not taken for another person's with the same client_id", () => {
    const rows = build([message(1, { by: 'ben', client_id: 'c1' })], { pending: [waiting('c1')] });
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  });
});

describe('the first unread message', () => {
  const line = [
    message(1, { by: 'ben' }),
    message(2, { by: 'me' }),
    message(3, { by: 'ben', deleted: true }),
    message(4, { by: 'ben' }),
    message(5, { by: 'ben', parent_id: 'm1', also_in_room: true }),
  ];

  it('counts only what counts as unread', () => {
    expect(firstUnread(line, 1, me.id)).toBe(4);
    expect(firstUnread(line, 2, me.id)).toBe(1);
  });

  it('is the oldest one here when more are unread than are loaded', () => {
    expect(firstUnread(line, 99, me.id)).toBe(1);
  });

  it('is nowhere when nothing is unread', () => {
    expect(firstUnread(line, 0, me.id)).toBeNull();
  });
});

it('groups reactions in the order in which each emoji came first', () => {
  const reactions = [
    { emoji: '👍', user_id: 'a' },
    { emoji: '🎉', user_id: 'a' },
    { emoji: '👍', user_id: 'b' },
  ];
  expect(groupReactions(reactions)).toEqual([
    { emoji: '👍', userIds: ['a', 'b'] },
    { emoji: '🎉', userIds: ['a'] },
  ]);
});
