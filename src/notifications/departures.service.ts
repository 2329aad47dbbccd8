import { Injectable } from '@nestjs/common';
import { SeparationService } from '../blocks/separation.service.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { MessageTraces } from '../messages/message-traces.js';
import { PreferenceDirectory } from '../preferences/preference-directory.js';
import { PersonalData } from '../users/personal-data.js';
import type { NewNotification } from './notification.js';
import { NotificationRepository } from './notification.repository.js';
import { NotifierService } from './notifier.service.js';

/** What coming into a room and leaving it does to notifications. */
@Injectable()
export class DeparturesService {
  constructor(
    private readonly repository: NotificationRepository,
    private readonly notifier: NotifierService,
    private readonly preferences: PreferenceDirectory,
    private readonly separation: SeparationService,
    private readonly events: DomainEvents,
    personalData: PersonalData,
    traces: MessageTraces,
  ) {
    traces.register((_, ids) => this.forget(ids));
    personalData.register('notifications', (userId) => this.repository.forget(userId));
    events.on('member_left', ({ conversation, user_id }) => this.leave(conversation, user_id));
    events.on('member_joined', ({ conversation, user, added_by }) =>
      added_by === undefined ? undefined : this.added(conversation, [user.id], added_by),
    );
    events.on('room_created', ({ room, member_ids }) =>
      this.added({ id: room.id, type: 'room' }, member_ids, room.created_by),
    );
    events.on('room_deleted', ({ room_id }) => this.repository.removeAll(room_id));
  }

  /** What one cannot see any more notifies no more. */
  async leave(conversation: ConversationRef, user_id: string): Promise<void> {
    const ids = await this.repository.leave(user_id, conversation.id);
    if (ids.length === 0) return;
    const counts = await this.repository.unreadCounts([user_id]);
    await this.events.emit('notifications_removed', { user_id, ids, unread_count: counts.get(user_id) ?? 0 });
  }

  private async forget(messageIds: string[]): Promise<void> {
    const gone = await this.repository.removeAbout(messageIds);
    const counts = await this.repository.unreadCounts([...gone.keys()]);
    for (const [user_id, ids] of gone)
      await this.events.emit('notifications_removed', {
        user_id,
        ids,
        unread_count: counts.get(user_id) ?? 0,
      });
  }

  /** Somebody put them into a room; who came by themselves knows. */
  private async added(conversation: ConversationRef, userIds: string[], actor_id: string): Promise<void> {
    const others = userIds.filter((id) => id !== actor_id);
    if (others.length === 0) return;
    const [preferences, apart] = await Promise.all([
      this.preferences.of(others),
      this.separation.apart(actor_id, others),
    ]);
    const told = others.filter((id) => !apart.has(id) && preferences.get(id)?.notify !== 'none');
    await this.notifier.add(told.map((user_id) => roomAdded(conversation, user_id, actor_id)));
  }
}

const roomAdded = (conversation: ConversationRef, user_id: string, actor_id: string): NewNotification => ({
  user_id,
  subject_id: conversation.id,
  slot: 'room',
  kind: 'room_added',
  reason: 'notified',
  conversation,
  message_id: null,
  parent_id: null,
  seq: 0,
  in_thread: false,
  actor_id,
  emoji: null,
});
