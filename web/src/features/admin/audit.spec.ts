import { auditActions } from '@contract/audit.js';
import { describe, expect, it } from 'vitest';
import { withTexts } from '@/lib/i18n.js';
import { detailsOf, sentenceOf } from './audit.js';

await withTexts(Promise.resolve());

describe('a sentence', () => {
  it('is there for everything that is written down, and says who did it', () => {
    for (const action of auditActions) {
      expect(sentenceOf({ action, details: {} }).filter(({ name }) => name === 'actor')).toHaveLength(1);
    }
  });

  it('keeps the order of words', () => {
    const parts = sentenceOf({ action: 'member_banned', details: {} });
    expect(parts.map(({ text }) => text).join('')).toBe('{actor} banned {target}');
    expect(parts.map(({ name }) => name)).toEqual(['actor', null, 'target']);
  });

  it('says whether a role was given or taken', () => {
    const text = (server_role: string): string | undefined =>
      sentenceOf({ action: 'server_role_changed', details: { server_role } })[1]?.text;
    expect(text('admin')).not.toBe(text('user'));
  });
});

describe('details', () => {
  it('are in words: a role, the fields of a room, what was decided', () => {
    expect(detailsOf({ details: { from: 'member', to: 'admin' } })).toEqual(['From Member to Admin']);
    expect(detailsOf({ details: { fields: 'name, slow_mode_ms, unheard_of' } })).toEqual([
      'Name',
      'Slow mode',
      'unheard_of',
    ]);
    expect(detailsOf({ details: { action: 'message_deleted' } })).toEqual(['Message deleted']);
  });

  it('say when something ends, or that it does not', () => {
    expect(detailsOf({ details: { expires_at: null } })).toEqual(['Without an end']);
    expect(detailsOf({ details: { expires_at: '9999-12-31T00:00:00.000Z' } })).toEqual(['Without an end']);
    expect(detailsOf({ details: { expires_at: '2026-01-31T09:41:00.000Z' } })[0]).toContain('2026');
  });

  it('leave out what only programs read', () => {
    expect(
      detailsOf({ details: { report_id: '66f0a1b2c3d4e5f6a7b8c9d0', from: 'constructor', to: 'toString' } }),
    ).toEqual([]);
  });
});
