import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';

/** Tells the own devices alone. What is lost on the way is in the list. */
@Injectable()
export class NotificationsFanout {
  constructor(events: DomainEvents, broadcaster: Broadcaster) {
    events.on('notifications_added', async ({ added }) => {
      await Promise.all(
        added.map(({ user_id, notification, unread_count }) =>
          broadcaster.toUser(user_id, 'notification', { notification, unread_count }),
        ),
      );
    });
    events.on('notifications_read', ({ user_id, ids, unread_count }) =>
      broadcaster.toUser(user_id, 'notifications_read', { ids, unread_count }),
    );
    events.on('notifications_removed', ({ user_id, ids, unread_count }) =>
      broadcaster.toUser(user_id, 'notification_removed', { ids, unread_count }),
    );
  }
}
