import { Injectable } from '@nestjs/common';
import { placeOf } from '../access/access.service.js';
import type { ChangeKind } from '../contract/inbox.js';
import type { Message } from '../contract/message.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { type StreamItem, StreamService } from '../realtime/stream.service.js';
import { ChangeRepository } from './change.repository.js';
import { MessageMapper } from './message.mapper.js';
import { MessageRepository } from './message.repository.js';

const MAX_FETCH = 1_000;

const eventOf = {
  edited: 'message_edited',
  deleted: 'message_deleted',
  pinned: 'message_pinned',
  unpinned: 'message_unpinned',
  updated: 'message_updated',
} as const satisfies Partial<Record<ChangeKind, string>>;

interface Change {
  conversation: ConversationRef;
  kind: ChangeKind;
  rev: number;
  message: Message;
  user_id: string;
  emoji?: string;
}

/** Messages and changes on their way to the sockets, and how what got lost on that way is read again. */
@Injectable()
export class MessagesFanout {
  constructor(
    events: DomainEvents,
    streams: StreamService,
    private readonly messages: MessageRepository,
    private readonly changes: ChangeRepository,
    private readonly mapper: MessageMapper,
  ) {
    events.on('messages_created', ({ conversation, messages: created, top }) =>
      streams.publish(conversation.id, { kind: 'seq', items: created.map(messageItem), top }),
    );
    events.on('message_changed', (change) =>
      streams.publish(change.conversation.id, { kind: 'rev', items: [changeItem(change)] }),
    );
    streams.register('seq', (id, after, before) => this.fetchMessages(id, after, before));
    streams.register('rev', (id, after, before) => this.fetchChanges(id, after, before));
  }

  private async fetchMessages(conversationId: string, after: number, before: number): Promise<StreamItem[]> {
    const stored = await this.messages.range(conversationId, after, before, MAX_FETCH);
    return (await this.mapper.toMessages(stored)).map(messageItem);
  }

  private async fetchChanges(conversationId: string, after: number, before: number): Promise<StreamItem[]> {
    const rows = await this.changes.range(conversationId, after, before, MAX_FETCH);
    const stored = await this.messages.byIds([...new Set(rows.map(({ message_id }) => message_id))]);
    const shown = new Map((await this.mapper.toMessages(stored)).map((message) => [message.id, message]));
    const conversation = stored[0]?.conversation;
    return rows.flatMap((row) => {
      const message = shown.get(row.message_id);
      return message && conversation ? [changeItem({ ...row, conversation, message })] : [];
    });
  }
}

const messageItem = (message: Message): StreamItem => ({
  n: message.seq,
  event: 'new_message',
  payload: message,
});

const changeItem = ({ conversation, kind, rev, message, user_id, emoji }: Change): StreamItem => {
  if (kind === 'reaction_added' || kind === 'reaction_removed') {
    const payload = { message_id: message.id, emoji: emoji ?? '', user_id, ...placeOf(conversation), rev };
    return { n: rev, event: kind, payload };
  }
  return { n: rev, event: eventOf[kind], payload: { message, rev } };
};
