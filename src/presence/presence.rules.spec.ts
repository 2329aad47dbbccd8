import { describe, expect, it } from 'vitest';
import type { StoredStatus } from '../users/user.schema.js';
import {
  concernsOwnDevices,
  decodeShown,
  disappearedAt,
  encodeShown,
  outlook,
  presenceOf,
  samePresence,
  shownTo,
  storedStatus,
} from './presence.rules.js';

const now = new Date('2026-01-31T12:00:00.000Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);
const id = '66f0a1b2c3d4e5f6a7b8c9d0';

const status = (given: Partial<StoredStatus> = {}): StoredStatus => ({
  state: 'online',
  text: '',
  emoji: '',
  expires_at: null,
  ...given,
});
const shown = (state: 'online' | 'away' | 'busy' | 'offline', text = '', emoji = '') => ({
  status: state,
  text,
  emoji,
});

describe('what others see', () => {
  it.each([
    ['online', 'online', 'online'],
    ['online', 'offline', 'offline'],
    ['away', 'online', 'away'],
    ['busy', 'online', 'busy'],
    ['busy', 'offline', 'offline'],
    ['invisible', 'online', 'offline'],
    ['offline', 'online', 'offline'],
  ] as const)('of %s chosen and %s connections is %s', (state, connections, expected) => {
    expect(shownTo(status({ state }), connections, now).status).toBe(expected);
  });

  it('holds the text, whether anybody is there or not, until it expires', () => {
    const lunch = status({ text: 'Lunch', emoji: '🍜', expires_at: later(1) });
    expect(shownTo(lunch, 'offline', now)).toEqual(shown('offline', 'Lunch', '🍜'));
    expect(shownTo(lunch, 'online', later(1))).toEqual(shown('online'));
  });

  it('of somebody who does not exist is nothing', () => {
    expect(shownTo(undefined, 'online', now)).toEqual(shown('offline'));
  });
});

describe('encodeShown', () => {
  it.each([
    shown('online'),
    shown('offline', 'Away until Monday'),
    shown('busy', '"', '🍜'),
    shown('offline'),
  ])('of %j is read back', (value) => {
    expect(decodeShown(encodeShown(value))).toEqual(value);
  });

  it('keeps nothing of who is offline and has nothing to say', () => {
    expect(encodeShown(shown('offline'))).toBe('');
    expect(decodeShown(null)).toEqual(shown('offline'));
  });
});

describe('outlook', () => {
  it('holds both what is shown of somebody connected and of somebody not', () => {
    expect(outlook(id, status({ state: 'busy', text: 'Lunch' }), now)).toEqual({
      user_id: id,
      here: encodeShown(shown('busy', 'Lunch')),
      away: encodeShown(shown('offline', 'Lunch')),
      expires_in_ms: null,
    });
  });

  it.each([
    ['has no end', null, null],
    ['ends now', later(0), null],
    ['ended', later(-1), null],
    ['ends at once', later(1), 250],
    ['ends in an hour', later(3_600_000), 3_600_000],
    ['ends in a year', later(365 * 86_400_000), 86_400_000],
  ])('of a text that %s', (_what, expires_at, expected) => {
    expect(outlook(id, status({ text: 'Lunch', expires_at }), now).expires_in_ms).toBe(expected);
  });
});

describe('disappearedAt', () => {
  const time = now.getTime();
  it.each([
    ['is there still', 'online', 'away', null, null],
    ['came', 'offline', 'online', time - 500, null],
    ['was not shown before either', 'offline', 'offline', time - 500, null],
    ['lost the last connection', 'busy', 'offline', time - 500, later(-500)],
    ['became invisible', 'online', 'offline', null, now],
    ['became invisible, within the grace of another connection', 'online', 'offline', time + 800, now],
  ] as const)('of somebody who %s', (_what, before, after, goneAt, expected) => {
    expect(disappearedAt(shown(before), shown(after), goneAt, time)).toEqual(expected);
  });
});

describe('concernsOwnDevices', () => {
  it.each([
    ['what they did', true, shown('offline'), shown('online'), true],
    ['that they came', false, shown('offline'), shown('online'), false],
    ['that they went', false, shown('busy', 'Lunch'), shown('offline', 'Lunch'), false],
    ['that their text expired', false, shown('busy', 'Lunch'), shown('busy'), true],
    ['that their emoji expired', false, shown('busy', '', '🍜'), shown('busy'), true],
  ] as const)('of %s', (_what, own, before, after, expected) => {
    expect(concernsOwnDevices({ own, before, after })).toBe(expected);
  });
});

describe('storedStatus', () => {
  const input = { state: 'away', text: ' Lunch ', emoji: '🍜', expires_at: null } as const;

  it('is what was said, without blanks around it', () => {
    expect(storedStatus(input, now)).toEqual(status({ state: 'away', text: 'Lunch', emoji: '🍜' }));
    const expires_at = '2026-01-31T14:00:00+01:00';
    expect(storedStatus({ ...input, expires_at }, now)?.expires_at).toEqual(later(3_600_000));
  });

  it.each(['2026-01-31T12:00:00.000Z', '2026-01-31T12:59:59+01:00', '1970-01-01T00:00:00Z'])(
    'is refused when it ended at %s',
    (expires_at) => {
      expect(storedStatus({ ...input, expires_at }, now)).toBeNull();
    },
  );
});

describe('samePresence', () => {
  const seen = presenceOf({ id, last_seen_at: now }, shown('online', 'Lunch', '🍜'));

  it('looks at everything that is told', () => {
    expect(samePresence(seen, { ...seen })).toBe(true);
    for (const change of [{ status: 'away' }, { text: '' }, { emoji: '' }, { last_seen_at: null }] as const) {
      expect(samePresence(seen, { ...seen, ...change })).toBe(false);
    }
  });
});
