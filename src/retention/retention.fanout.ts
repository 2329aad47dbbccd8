import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';

/** Tells who is in a room that it begins later now. */
@Injectable()
export class RetentionFanout {
  constructor(broadcaster: Broadcaster, events: DomainEvents) {
    events.on('history_removed', (event) =>
      broadcaster.toConversation(event.room_id, 'history_removed', event),
    );
  }
}
