import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';

/** Tells everybody who is connected; each node hears of the change and tells its own. */
@Injectable()
export class EmojisFanout {
  constructor(broadcaster: Broadcaster, events: DomainEvents) {
    events.everywhere('emojis_changed', (change) => broadcaster.toEverybodyHere('emojis_updated', change));
  }
}
