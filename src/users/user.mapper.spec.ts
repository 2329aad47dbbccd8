import { describe, expect, it } from 'vitest';
import { User, UserSummary } from '../contract/users.js';
import { toSummary, toUser } from './user.mapper.js';
import type { UserRecord } from './user.record.js';

const amy: UserRecord = {
  id: '66f0a1b2c3d4e5f6a7b8c9d0',
  username: 'amy',
  email: 'amy@example.org',
  email_verified: true,
  display_name: 'Amy',
  avatar_url: null,
  server_role: 'user',
  status: { state: 'invisible', text: 'Lunch', emoji: '🍜', expires_at: new Date('2026-01-31T12:00:00Z') },
  last_seen_at: null,
  created_at: new Date('2026-01-01T00:00:00Z'),
  credentials_rev: 0,
  deactivated_at: null,
  erased_at: null,
};
const before = new Date('2026-01-31T11:00:00Z');

describe('toUser', () => {
  it('shows oneself what one chose, and the e-mail address', () => {
    const user = toUser(amy, { self: true }, before);
    expect(User.strict().parse(user)).toEqual(user);
    expect(user).toMatchObject({ email: 'amy@example.org', created_at: '2026-01-01T00:00:00.000Z' });
    expect(user.status).toEqual({
      state: 'invisible',
      text: 'Lunch',
      emoji: '🍜',
      expires_at: '2026-01-31T12:00:00.000Z',
    });
  });

  it('shows others neither the address nor that one hides', () => {
    const user = toUser(amy, { self: false, presence: 'online' }, before);
    expect(User.strict().parse(user)).toEqual(user);
    expect(user).not.toHaveProperty('email');
    expect(user.status.state).toBe('offline');
  });

  it('shows nothing that has expired', () => {
    const after = new Date('2026-01-31T13:00:00Z');
    expect(toUser(amy, { self: true }, after).status).toEqual({
      state: 'invisible',
      text: '',
      emoji: '',
      expires_at: null,
    });
  });
});

describe('toSummary', () => {
  it('carries nothing else', () => {
    expect(UserSummary.strict().parse(toSummary(amy))).toEqual({
      id: amy.id,
      username: 'amy',
      display_name: 'Amy',
      avatar_url: null,
    });
  });
});
