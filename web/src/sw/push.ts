/// <reference lib="webworker" />
import type { Notification as Told } from '@contract/notifications.js';

/** As `push.rules.ts` of the server makes it. */
interface Push {
  notification: Omit<Told, 'actor' | 'read_at' | 'created_at'> & { actor: { display_name: string } };
  unread_count: number;
}

/** Shows what came while nobody looked, and leads to it. */
export const followPush = (worker: ServiceWorkerGlobalScope): void => {
  worker.addEventListener('push', (event) => {
    const push = event.data?.json() as Push | undefined;
    if (push) event.waitUntil(show(worker, push));
  });
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(open(worker, String(event.notification.data)));
  });
};

const show = async (
  worker: ServiceWorkerGlobalScope,
  { notification, unread_count }: Push,
): Promise<void> => {
  await worker.navigator.setAppBadge?.(unread_count);
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // Who looks at Parley sees it there.
  if (windows.some(({ focused }) => focused)) return;
  const { id, actor, emoji, excerpt } = notification;
  await worker.registration.showNotification(actor.display_name, {
    body: [emoji, excerpt].filter(Boolean).join(' '),
    icon: '/icons/192.png',
    tag: id,
    data: linkTo(notification),
  });
};

/** As `withQuery` of the router writes it. */
const linkTo = ({ room_id, dm_id, message_id, parent_id }: Push['notification']): string => {
  const search = new URLSearchParams();
  if (message_id) search.set('message', message_id);
  if (parent_id) search.set('thread', parent_id);
  const path = room_id ? `/rooms/${room_id}` : dm_id ? `/dms/${dm_id}` : '/';
  return search.size > 0 ? `${path}?${search}` : path;
};

const open = async (worker: ServiceWorkerGlobalScope, link: string): Promise<void> => {
  const [window] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!window) return void (await worker.clients.openWindow(link));
  // Told first: it goes there even where it may not come to the front.
  window.postMessage({ type: 'OPEN', link });
  await window.focus();
};
