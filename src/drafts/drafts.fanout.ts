import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';

/** Tells the own devices, but the one that wrote: it would overwrite what is being typed there. */
@Injectable()
export class DraftsFanout {
  constructor(broadcaster: Broadcaster, events: DomainEvents) {
    events.on('draft_changed', ({ user_id, draft, device }) =>
      broadcaster.toUser(user_id, 'draft_updated', { draft }, device),
    );
  }
}
