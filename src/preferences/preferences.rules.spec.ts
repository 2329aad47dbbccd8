import { describe, expect, it } from 'vitest';
import { limits } from '../contract/limits.js';
import { changed, defaults, isQuiet, listens, toPreferences } from './preferences.rules.js';

const now = new Date('2026-05-05T12:00:00Z');
const room = (n: number): string => n.toString(16).padStart(24, '0');
const forGood = '9999-12-31T23:59:59.999Z';

describe('changed', () => {
  it('keeps what is not named', () => {
    const first = changed(defaults, { notify: 'all', interface: { theme: 'dark', density: 'cosy' } }, now);
    const second = changed(first, { push: false, interface: { theme: 'light', density: '' } }, now);
    expect(second).toMatchObject({ version: 2, notify: 'all', push: false, interface: { theme: 'light' } });
    expect(Object.keys(second.interface)).toEqual(['theme']);
    expect(changed(second, { quiet_hours: null }, now).quiet_hours).toBeNull();
  });

  it('changes single conversations and forgets those that say nothing more', () => {
    const place = { room_id: room(1) };
    const muted = changed(defaults, { conversations: [{ ...place, muted_until: forGood }] }, now);
    const louder = changed(muted, { conversations: [{ ...place, notify: 'all' }] }, now);
    expect(toPreferences(louder, now).conversations).toEqual([
      { ...place, notify: 'all', muted_until: forGood },
    ]);
    const back = { ...place, notify: 'default' as const, muted_until: null };
    expect(changed(louder, { conversations: [back] }, now).conversations.size).toBe(0);
    const over = { ...place, muted_until: '2026-05-05T11:59:59.000Z' };
    expect(changed(muted, { conversations: [over] }, now).conversations.size).toBe(0);
  });

  it('shows no mute that has ended', () => {
    const place = { dm_id: room(2) };
    const until = '2026-05-05T12:30:00.000Z';
    const muted = changed(defaults, { conversations: [{ ...place, muted_until: until }] }, now);
    expect(toPreferences(muted, new Date('2026-05-05T12:29:59Z')).conversations).toHaveLength(1);
    expect(toPreferences(muted, new Date('2026-05-05T12:30:00Z')).conversations).toEqual([]);
  });

  it('keeps each keyword once, and threads that are muted', () => {
    const words = changed(defaults, { keywords: ['Deploy', 'x', 'deploy'] }, now);
    expect(words.keywords).toEqual(['Deploy', 'x']);
    const threads = changed(words, { threads: [{ message_id: room(3), muted: true }] }, now);
    expect([...threads.muted_threads]).toEqual([room(3)]);
    const none = changed(threads, { threads: [{ message_id: room(3), muted: false }] }, now);
    expect(none.muted_threads.size).toBe(0);
  });

  it('refuses more than can be kept', () => {
    const settings = Object.fromEntries(
      Array.from({ length: limits.interfaceSettings + 1 }, (_, n) => [`k${n}`, 'x']),
    );
    expect(() => changed(defaults, { interface: settings }, now)).toThrow(/interface/);
    const conversations = Array.from({ length: limits.conversationPreferences + 1 }, (_, n) => ({
      room_id: room(n),
      notify: 'none' as const,
    }));
    expect(() => changed(defaults, { conversations }, now)).toThrow(/conversations/);
    const threads = Array.from({ length: limits.mutedThreads + 1 }, (_, n) => ({
      message_id: room(n),
      muted: true,
    }));
    expect(() => changed(defaults, { threads }, now)).toThrow(/threads/);
  });
});

it('only who wants all of a room, or has keywords, listens', () => {
  expect(listens(defaults)).toBe(false);
  expect(listens({ ...defaults, notify: 'all' })).toBe(true);
  expect(listens({ ...defaults, keywords: ['x'] })).toBe(true);
  const of = (type: 'room' | 'dm') =>
    new Map([[room(1), { type, notify: 'all' as const, muted_until: null }]]);
  expect(listens({ ...defaults, conversations: of('room') })).toBe(true);
  expect(listens({ ...defaults, conversations: of('dm') })).toBe(false);
});

describe('isQuiet', () => {
  const at = (time: string) => new Date(`2026-01-15T${time}:00Z`);
  const night = { from: '22:00', to: '07:00', time_zone: 'Europe/Berlin' };

  it('goes over midnight, by the clock of the user', () => {
    expect(['20:59', '21:00', '23:30', '05:59', '06:00'].map((time) => isQuiet(night, at(time)))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(isQuiet({ ...night, from: '12:00', to: '13:00' }, at('11:30'))).toBe(true);
    expect(isQuiet({ ...night, from: '12:00', to: '13:00' }, at('12:00'))).toBe(false);
    expect(isQuiet(null, at('23:00'))).toBe(false);
  });
});
