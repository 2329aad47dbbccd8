import { describe, expect, it } from 'vitest';
import { reportActions } from '../contract/reports.js';
import { requirePossible } from './reports.rules.js';

describe('requirePossible', () => {
  it.each(reportActions)('%s in a room', (action) => {
    expect(() => requirePossible(action, { type: 'room' })).not.toThrow();
  });

  it.each(['dismissed', 'message_deleted'] as const)('%s in a DM', (action) => {
    expect(() => requirePossible(action, { type: 'dm' })).not.toThrow();
  });

  it.each(['member_muted', 'member_banned'] as const)('not %s in a DM', (action) => {
    expect(() => requirePossible(action, { type: 'dm' })).toThrow(/^action: /);
  });
});
