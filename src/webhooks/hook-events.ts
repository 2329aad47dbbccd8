import { Injectable } from '@nestjs/common';
import type { Delivery } from '../contract/webhooks.js';
import { ChangeRepository } from '../messages/change.repository.js';
import { MessageMapper } from '../messages/message.mapper.js';
import { MessageRepository } from '../messages/message.repository.js';
import { eventIdOf, eventOfChange, type HookEvent } from './outgoing.rules.js';
import type { StoredWebhook } from './outgoing-webhook.repository.js';

const PAGE = 50;

/** How far a webhook is after an event; no event where there is nothing to tell. */
export interface Step {
  seq: number;
  rev: number;
  event?: HookEvent;
}

/**
 * What happened after a webhook's position, read from where it is stored: messages and changes are numbered without
 * gaps, so that nothing has to be written beside a message, and nothing that was acknowledged can be left out.
 */
@Injectable()
export class HookEvents {
  constructor(
    private readonly messages: MessageRepository,
    private readonly changes: ChangeRepository,
    private readonly mapper: MessageMapper,
  ) {}

  /** The next steps, in order. A change comes after its message: changes are read first, and told last. */
  async after(hook: StoredWebhook): Promise<Step[]> {
    const rows = await this.changes.range(hook.room_id, hook.rev, Number.MAX_SAFE_INTEGER, PAGE);
    const created = await this.messages.range(hook.room_id, hook.seq, Number.MAX_SAFE_INTEGER, PAGE);
    const wanted = new Set<string>(hook.events);
    const told = wanted.has('message_created') ? await this.mapper.toMessages(created) : [];
    const shown = new Map(told.map((message) => [message.id, message]));
    const steps: Step[] = created.map(({ id, seq }) => {
      const message = shown.get(id);
      const event = message && { event: 'message_created' as const, message, rev: 0 };
      return {
        seq,
        rev: hook.rev,
        ...(event && { event: { id: eventIdOf(hook.id, { seq, rev: 0 }), ...event } }),
      };
    });
    // There may be more messages, which changes that were read already speak of.
    if (created.length === PAGE) return steps;
    const seq = created.at(-1)?.seq ?? hook.seq;
    const wantedRows = rows.filter(({ kind }) => wanted.has(eventOfChange[kind] ?? ''));
    const changed = await this.messages.byIds([...new Set(wantedRows.map(({ message_id }) => message_id))]);
    const now = new Map((await this.mapper.toMessages(changed)).map((message) => [message.id, message]));
    for (const { rev, kind, message_id, user_id, emoji } of rows) {
      const event = eventOfChange[kind];
      const message = event && wanted.has(event) ? now.get(message_id) : undefined;
      const told = event &&
        message && { id: eventIdOf(hook.id, { seq: 0, rev }), event, message, rev, user_id };
      steps.push({ seq, rev, ...(told && { event: { ...told, ...(emoji !== undefined && { emoji }) } }) });
    }
    return steps;
  }

  /** The event of a delivery, with the message as it is now. Null when the message is gone. */
  async again(
    hook: StoredWebhook,
    { event_id, event, message_id, rev }: Delivery & { rev: number },
  ): Promise<HookEvent | null> {
    const stored = await this.messages.byId(message_id);
    if (!stored) return null;
    const message = await this.mapper.toMessage(stored);
    const [row] = rev > 0 ? await this.changes.range(hook.room_id, rev - 1, rev + 1, 1) : [];
    return {
      ...{ id: event_id, event, message, rev },
      ...(row && { user_id: row.user_id }),
      ...(row?.emoji !== undefined && { emoji: row.emoji }),
    };
  }
}
