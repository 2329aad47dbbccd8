import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';

/** Tells the own devices of who blocks, and nobody else. */
@Injectable()
export class BlocksFanout {
  constructor(broadcaster: Broadcaster, events: DomainEvents) {
    events.on('blocks_changed', ({ user_id, user_ids }) =>
      broadcaster.toUser(user_id, 'blocked_update', { user_ids }),
    );
  }
}
