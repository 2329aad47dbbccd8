import { createHmac } from 'node:crypto';
import type { CallSummary } from '../contract/message.js';
import type { StoredCall } from './call.js';

export const isOf = ({ caller_id, callee_id }: StoredCall, userId: string): boolean =>
  userId === caller_id || userId === callee_id;

export const otherOf = ({ caller_id, callee_id }: StoredCall, userId: string): string =>
  userId === caller_id ? callee_id : caller_id;

/** How long both were in it. */
export const durationOf = ({ accepted_at, ended_at }: StoredCall): number =>
  accepted_at === null || ended_at === null ? 0 : Math.max(0, ended_at - accepted_at);

/** What the conversation says of a call that is over. */
export const summaryOf = (call: StoredCall): CallSummary => ({
  call_id: call.id,
  media: call.media,
  outcome: call.outcome ?? 'ended',
  duration_ms: durationOf(call),
});

/** What becomes of a call that somebody ends by hanging up. */
export const outcomeOf = (call: StoredCall, failed: boolean): CallSummary['outcome'] => {
  if (failed) return 'failed';
  return call.state === 'active' ? 'ended' : 'missed';
};

/** Credentials as coturn's `use-auth-secret` checks them: the name is when they end, the password its HMAC. */
export const turnCredentials = (secret: string, userId: string, expiresAt: number) => {
  const username = `${Math.floor(expiresAt / 1_000)}:${userId}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
};
