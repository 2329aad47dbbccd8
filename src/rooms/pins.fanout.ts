import { Injectable } from '@nestjs/common';
import type { DomainEventMap } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';
import { toRoomInfo } from './room.mapper.js';
import { RoomRepository } from './room.repository.js';

/** Tells members that the pins of their room are others now. The messages domain tells of the message. */
@Injectable()
export class PinsFanout {
  constructor(
    private readonly rooms: RoomRepository,
    private readonly broadcaster: Broadcaster,
    events: DomainEvents,
  ) {
    events.on('message_changed', (event) => this.changed(event));
  }

  private async changed({ conversation, kind }: DomainEventMap['message_changed']): Promise<void> {
    if (conversation.type !== 'room' || (kind !== 'pinned' && kind !== 'unpinned')) return;
    const room = await this.rooms.find(conversation.id);
    if (room) await this.broadcaster.toConversation(room.id, 'room_updated', { room: toRoomInfo(room) });
  }
}
