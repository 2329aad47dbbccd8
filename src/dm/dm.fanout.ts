import { Injectable } from '@nestjs/common';
import type { DomainEventMap } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';

/**
 * Tells clients of their conversations. It listens with `on`, which comes before `everywhere`: a device hears of a
 * conversation before it is subscribed to it, and so before its first message.
 */
@Injectable()
export class DmFanout {
  constructor(
    private readonly broadcaster: Broadcaster,
    events: DomainEvents,
  ) {
    events.on('dm_created', (event) => this.created(event));
    events.on('dm_hidden', ({ conversation, user_id, last_seq }) =>
      broadcaster.toUser(user_id, 'dm_hidden', { dm_id: conversation.id, last_seq }),
    );
    events.on('dm_shown', ({ user_id, dm }) => broadcaster.toUser(user_id, 'dm_shown', { conversation: dm }));
  }

  private async created({ user_ids, dm }: DomainEventMap['dm_created']): Promise<void> {
    await Promise.all(user_ids.map((id) => this.broadcaster.toUser(id, 'dm_created', { conversation: dm })));
  }
}
