import type { Notification } from '../contract/notifications.js';
import type { PushMessage } from './push-sender.service.js';

const urgent: ReadonlySet<Notification['kind']> = new Set(['mention', 'direct', 'missed_call', 'keyword']);

/** What the service worker of a browser gets. Small: a push service takes 4 kB at most. */
export const pushMessage = (
  { id, kind, message_id, parent_id, room_id, dm_id, actor, emoji, excerpt }: Notification,
  { push_content, unread_count }: { push_content: boolean; unread_count: number },
): PushMessage => ({
  payload: JSON.stringify({
    notification: {
      ...{ id, kind, message_id, parent_id, room_id, dm_id, emoji },
      actor: { id: actor.id, username: actor.username, display_name: actor.display_name },
      excerpt: push_content ? excerpt : '',
    },
    unread_count,
  }),
  topic: room_id ?? dm_id ?? id,
  urgency: urgent.has(kind) ? 'high' : 'normal',
});
