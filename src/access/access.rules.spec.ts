import { describe, expect, it } from 'vitest';
import { type Action, permissions, roles } from '../contract/permissions.js';
import { mutedUntil, NEVER, paceOf, requireFloor, requireVoice } from './access.rules.js';

const actions = Object.keys(permissions) as Action[];
const now = Date.parse('2026-01-01T00:00:00.000Z');
const muted = (muted_until: Date | null, mute_reason = '') => ({ muted_until, mute_reason });

const refusal = (act: () => void): { code?: string; message?: string } => {
  try {
    act();
    return {};
  } catch (error) {
    return error as { code: string; message: string };
  }
};

describe('a mute', () => {
  it.each(actions)('keeps from what says something: %s', (action) => {
    const silent = ['send', 'react', 'edit_own'].includes(action);
    const { code } = refusal(() => requireVoice(muted(NEVER), action, now));
    expect(code).toBe(silent ? 'muted' : undefined);
  });

  it('is over at its end', () => {
    const end = new Date(now);
    expect(refusal(() => requireVoice(muted(end), 'send', now - 1)).code).toBe('muted');
    expect(refusal(() => requireVoice(muted(end), 'send', now)).code).toBeUndefined();
    expect([mutedUntil(muted(end), now - 1), mutedUntil(muted(end), now)]).toEqual([end.toISOString(), null]);
    expect(mutedUntil(muted(null), now)).toBeNull();
  });

  it('says until when, and why', () => {
    const { message } = refusal(() => requireVoice(muted(new Date(now), 'too loud'), 'send', now - 1));
    expect(message).toContain(new Date(now).toISOString());
    expect(message).toContain('too loud');
    expect(refusal(() => requireVoice(muted(NEVER), 'send', now)).message).not.toContain('9999');
  });
});

describe('who runs a room', () => {
  it.each(roles)('and who is only in it: %s', (role) => {
    const low = role === 'member';
    for (const action of actions) {
      const { code } = refusal(() => requireFloor({ read_only: true }, role, action));
      expect(code).toBe(low && action === 'send' ? 'room_read_only' : undefined);
      expect(refusal(() => requireFloor({}, role, action)).code).toBeUndefined();
    }
    expect(paceOf({ slow_mode_ms: 5_000 }, role)).toBe(low ? 5_000 : 0);
    expect(paceOf({}, role)).toBe(0);
  });
});
