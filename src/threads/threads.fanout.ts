import { Injectable } from '@nestjs/common';
import { placeOf } from '../access/access.service.js';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';

/** Tells the own devices alone: what somebody follows is nobody else's business. */
@Injectable()
export class ThreadsFanout {
  constructor(events: DomainEvents, broadcaster: Broadcaster) {
    events.on('thread_updated', ({ user_id, conversation, message_id, following, unread_count }) =>
      broadcaster.toUser(user_id, 'thread_update', {
        ...placeOf(conversation),
        message_id,
        following,
        unread_count,
      }),
    );
  }
}
