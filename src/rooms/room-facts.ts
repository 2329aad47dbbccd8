import { Injectable } from '@nestjs/common';
import { AccessService, type ConversationFacts } from '../access/access.service.js';
import { RoomRepository } from './room.repository.js';

/** Tells access what it needs to know of rooms. */
@Injectable()
export class RoomFacts {
  constructor(
    access: AccessService,
    private readonly rooms: RoomRepository,
  ) {
    access.register('room', (id) => this.of(id));
  }

  private async of(id: string): Promise<ConversationFacts | null> {
    const room = await this.rooms.find(id);
    if (!room) return null;
    const { archived, read_only, slow_mode_ms } = room;
    return { ref: { id, type: 'room' }, open: room.type === 'public', archived, read_only, slow_mode_ms };
  }
}
