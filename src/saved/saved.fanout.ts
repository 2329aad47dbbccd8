import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';

/** Tells the own devices of who saves, and nobody else. */
@Injectable()
export class SavedFanout {
  constructor(broadcaster: Broadcaster, events: DomainEvents) {
    events.on('saved_changed', ({ user_id, message_id, saved }) =>
      broadcaster.toUser(user_id, 'saved_updated', { message_id, saved }),
    );
  }
}
