import { createHmac, hkdfSync } from 'node:crypto';
import type { ChangeKind } from '../contract/inbox.js';
import type { Message } from '../contract/message.js';
import type { OutgoingWebhook, WebhookEvent } from '../contract/webhooks.js';
import type { StoredWebhook } from './outgoing-webhook.repository.js';

/** One thing that happened, as a webhook tells it. */
export interface HookEvent {
  id: string;
  event: WebhookEvent;
  message: Message;
  /** Of the change; 0 of a new message. */
  rev: number;
  emoji?: string;
  user_id?: string;
}

/** What of the changes of messages webhooks can tell. */
export const eventOfChange: Readonly<Partial<Record<ChangeKind, WebhookEvent>>> = {
  edited: 'message_edited',
  deleted: 'message_deleted',
  reaction_added: 'reaction_added',
  reaction_removed: 'reaction_removed',
};

/** The same event has the same id in every attempt, on whatever node: it comes from the number of what happened. */
export const eventIdOf = (webhookId: string, { seq, rev }: { seq: number; rev: number }): string =>
  rev > 0 ? `${webhookId}-r${rev}` : `${webhookId}-s${seq}`;

export const bodyOf = ({ id: webhook_id, room_id }: StoredWebhook, { rev, ...event }: HookEvent): string =>
  JSON.stringify({ ...event, webhook_id, room_id, ...(rev > 0 && { rev }) });

const KEY_BYTES = 32;

/** Not stored anywhere. Another salt makes another key, and so does another secret of the server. */
export const signingKey = (
  serverSecret: string,
  { id, salt }: Pick<StoredWebhook, 'id' | 'salt'>,
): string => {
  const bytes = hkdfSync('sha256', serverSecret, `${id}:${salt}`, 'parley webhook signatures', KEY_BYTES);
  return `whsec_${Buffer.from(bytes).toString('base64url')}`;
};

export const signatureOf = (key: string, body: string, seconds: number): string =>
  `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;

const LONGEST_PAUSE_MS = 3_600_000;

/** Twice as long each time, an hour at most; up to a fifth is chance, so that what failed together is not tried together. */
export const pauseAfter = (attempts: number, firstMs: number, chance = Math.random()): number =>
  Math.min(firstMs * 2 ** (attempts - 1), LONGEST_PAUSE_MS) * (1 - chance / 5);

export const toWebhook = (hook: StoredWebhook): OutgoingWebhook => ({
  id: hook.id,
  room_id: hook.room_id,
  url: hook.url,
  events: hook.events,
  active: hook.active,
  disabled_reason: hook.disabled_reason,
  created_by: hook.created_by,
  created_at: hook.created_at.toISOString(),
});
