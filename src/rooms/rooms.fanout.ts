import { Injectable } from '@nestjs/common';
import type { DomainEventMap } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';

/**
 * Tells clients what happened to rooms and their members. It listens with `on`, which comes before `everywhere`: who
 * leaves or loses a room hears of it while still subscribed, who joins is not subscribed yet.
 */
@Injectable()
export class RoomsFanout {
  constructor(
    private readonly broadcaster: Broadcaster,
    events: DomainEvents,
  ) {
    events.on('room_created', (event) => this.created(event));
    events.on('room_updated', ({ room }) => broadcaster.toConversation(room.id, 'room_updated', { room }));
    events.on('room_archived', ({ room }) => broadcaster.toConversation(room.id, 'room_archived', { room }));
    events.on('room_deleted', ({ room_id }) =>
      broadcaster.toConversation(room_id, 'room_deleted', { room_id }),
    );
    events.on('member_joined', (event) => this.joined(event));
    events.on('member_left', (event) => this.left(event));
    events.on('member_updated', (event) => this.updated(event));
  }

  /** To each member in person, with the room as they have it. */
  private async created({ room, member_ids }: DomainEventMap['room_created']): Promise<void> {
    const asMember = { room: { ...room, role: 'member' as const } };
    await Promise.all(
      member_ids.map((id) =>
        this.broadcaster.toUser(id, 'room_created', id === room.created_by ? { room } : asMember),
      ),
    );
  }

  private async joined(event: DomainEventMap['member_joined']): Promise<void> {
    const { conversation, added_by: _, ...joined } = event;
    if (conversation.type !== 'room') return;
    const payload = { room_id: conversation.id, ...joined };
    // The joiner's devices are told in person, whether they are subscribed already or not: once each.
    const others = this.broadcaster.toConversation(conversation.id, 'member_joined', payload, [
      joined.user.id,
    ]);
    await Promise.all([others, this.broadcaster.toUser(joined.user.id, 'member_joined', payload)]);
  }

  private async left({ conversation, user_id }: DomainEventMap['member_left']): Promise<void> {
    if (conversation.type !== 'room') return;
    await this.broadcaster.toConversation(conversation.id, 'member_left', {
      room_id: conversation.id,
      user_id,
    });
  }

  private async updated({ conversation, ...updated }: DomainEventMap['member_updated']): Promise<void> {
    if (conversation.type !== 'room') return;
    const payload = { room_id: conversation.id, ...updated };
    await this.broadcaster.toConversation(conversation.id, 'member_updated', payload);
  }
}
