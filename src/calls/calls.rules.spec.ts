import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { StoredCall } from './call.js';
import { durationOf, outcomeOf, summaryOf, turnCredentials } from './calls.rules.js';

const call = (fields: Partial<StoredCall> = {}): StoredCall => ({
  ...{ id: 'c', dm_id: 'd', media: 'audio', caller_id: 'amy', callee_id: 'ben', state: 'ringing' },
  ...{ outcome: null, started_at: 1_000, accepted_at: null, ended_at: null },
  ...fields,
});

describe('a call that is over', () => {
  it('lasted from when it was taken', () => {
    expect(durationOf(call({ accepted_at: 5_000, ended_at: 65_000 }))).toBe(60_000);
    expect(durationOf(call({ ended_at: 65_000 }))).toBe(0);
  });

  it('was missed when its caller gave up, and ended when both were in it', () => {
    expect(outcomeOf(call(), false)).toBe('missed');
    expect(outcomeOf(call({ state: 'active' }), false)).toBe('ended');
    expect(outcomeOf(call({ state: 'active' }), true)).toBe('failed');
  });

  it('is told in the words of the contract', () => {
    expect(summaryOf(call({ outcome: 'declined', ended_at: 2_000 }))).toEqual({
      call_id: 'c',
      media: 'audio',
      outcome: 'declined',
      duration_ms: 0,
    });
  });
});

describe('credentials of a TURN server', () => {
  it('are what coturn computes from the shared secret', () => {
    const { username, credential } = turnCredentials('secret', 'amy', 1_700_000_000_500);
    expect(username).toBe('1700000000:amy');
    expect(credential).toBe(createHmac('sha1', 'secret').update('1700000000:amy').digest('base64'));
  });
});
