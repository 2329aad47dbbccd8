import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../events/domain-events.js';
import { ChangeRepository } from './change.repository.js';
import { HeadRepository } from './head.repository.js';
import { MessageRepository } from './message.repository.js';

/** A deleted room takes all that was said in it along. May be told twice of one room: removing again removes nothing. */
@Injectable()
export class RoomRemoval {
  constructor(
    events: DomainEvents,
    private readonly messages: MessageRepository,
    private readonly changes: ChangeRepository,
    private readonly heads: HeadRepository,
  ) {
    events.on('room_deleted', ({ room_id }) => this.remove(room_id));
  }

  private async remove(roomId: string): Promise<void> {
    await this.messages.removeAll(roomId);
    await this.changes.removeAll(roomId);
    await this.heads.remove(roomId);
  }
}
