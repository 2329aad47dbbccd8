import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import type * as contract from '../contract/notifications.js';
import type { Input, Output } from '../contract/operation.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { MessageRepository } from '../messages/message.repository.js';
import { NotificationMapper } from './notification.mapper.js';
import { NotificationRepository } from './notification.repository.js';
import { decide, rulesUpTo } from './notifications.rules.js';
import { messageFacts, ReaderFactsService } from './reader-facts.service.js';

/** What somebody was notified of, as they look at it. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly access: AccessService,
    private readonly messages: MessageRepository,
    private readonly repository: NotificationRepository,
    private readonly readers: ReaderFactsService,
    private readonly mapper: NotificationMapper,
    private readonly events: DomainEvents,
  ) {
    events.on('conversation_read', ({ conversation, user_id, seq }) =>
      this.tellRead(user_id, repository.readConversation(user_id, conversation.id, seq)),
    );
    events.on('thread_read', ({ conversation, user_id, parent_id, seq }) =>
      this.tellRead(user_id, repository.readThread(user_id, conversation.id, parent_id, seq)),
    );
  }

  async list(
    caller: Caller,
    { limit, before, unread }: Input<typeof contract.listNotifications>,
  ): Promise<Output<typeof contract.listNotifications>> {
    const [found, unread_count] = await Promise.all([
      this.repository.list(caller.id, { before, unread: unread ?? false, count: limit + 1 }),
      this.unreadCount(caller.id),
    ]);
    const notifications = await this.mapper.toNotifications(found.slice(0, limit));
    return { notifications, unread_count, has_more: found.length > limit };
  }

  async read(
    caller: Caller,
    { ids, up_to, all }: Input<typeof contract.readNotifications>,
  ): Promise<Output<typeof contract.readNotifications>> {
    const read = await this.repository.read(caller.id, { ids, up_to });
    return { unread_count: await this.wereRead(caller.id, read, all === true) };
  }

  async explain(
    caller: Caller,
    { message_id }: Input<typeof contract.explainNotification>,
  ): Promise<Output<typeof contract.explainNotification>> {
    const message = await this.messages.get(message_id);
    const { conversation } = await this.access.requireMessage(caller, 'read', message.conversation);
    const [row] = await this.repository.of(message_id, 'message', [caller.id]);
    if (row) {
      const { kind, reason, state, created_at } = row;
      const decided_at = created_at.toISOString();
      return {
        ...{ notified: reason === 'notified', kind, reason, decided_at },
        withdrawn: state === 'withdrawn',
        rules: rulesUpTo(reason),
      };
    }
    const facts = messageFacts(message);
    const factsOf = await this.readers.load(conversation, [{ message, facts, userIds: [caller.id] }]);
    const { kind, reason } = decide(facts, factsOf(facts, caller.id), new Date());
    return {
      // Nothing was stored: it is about to be, or a preference of today would let through what did not concern then.
      ...{ notified: false, kind, reason, decided_at: null, withdrawn: false },
      rules: rulesUpTo(reason),
    };
  }

  /** Reading on mostly reads no notification: then nobody is told, and nothing is counted. */
  private async tellRead(userId: string, reading: Promise<string[]>): Promise<void> {
    const ids = await reading;
    if (ids.length > 0) await this.wereRead(userId, ids);
  }

  private async wereRead(user_id: string, ids: string[], all = false): Promise<number> {
    const unread_count = await this.unreadCount(user_id);
    if (ids.length > 0)
      await this.events.emit('notifications_read', { user_id, ids: all ? null : ids, unread_count });
    return unread_count;
  }

  private async unreadCount(userId: string): Promise<number> {
    return (await this.repository.unreadCounts([userId])).get(userId) ?? 0;
  }
}
