import type { Notification } from '@contract/notifications.js';
import type { ParleyClient } from '@sdk/client.js';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../api.js';
import { rememberPeople } from '../people.js';
import { keys, queryClient } from '../query.js';

interface Page {
  notifications: Notification[];
  unread_count: number;
  has_more: boolean;
}
type Pages = InfiniteData<Page>;

const PAGE = 30;

const loadPage = async ({ pageParam }: { pageParam: string | undefined }): Promise<Page> => {
  const page = await api.listNotifications({ limit: PAGE, before: pageParam });
  rememberPeople(page.notifications.map(({ actor }) => actor));
  return page;
};

/** What one was notified of, the newest first, and how much of it is not read. */
export const useNotifications = () => {
  const query = useInfiniteQuery({
    queryKey: keys.notifications,
    queryFn: loadPage,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ notifications, has_more }) => (has_more ? notifications.at(-1)?.id : undefined),
  });
  const pages = query.data?.pages ?? [];
  return {
    ...query,
    notifications: pages.flatMap(({ notifications }) => notifications),
    unread: pages[0]?.unread_count ?? 0,
  };
};

const change = (unread: number, to: (list: Notification[], isFirst: boolean) => Notification[]): void => {
  queryClient.setQueryData<Pages>(
    keys.notifications,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page, at) => ({
          ...page,
          unread_count: unread,
          notifications: to(page.notifications, at === 0),
        })),
      },
  );
};

const now = (): string => new Date().toISOString();

/** Keeps the list equal on all devices. */
export const bindNotifications = (client: ParleyClient): (() => void) => {
  let connects = 0;
  const unbind = [
    client.on('ready', () => {
      connects += 1;
      if (connects > 1) void queryClient.invalidateQueries({ queryKey: keys.notifications });
    }),
    client.on('notification', ({ notification, unread_count }) => {
      rememberPeople([notification.actor]);
      change(unread_count, (list, isFirst) => {
        const others = list.filter(({ id }) => id !== notification.id);
        return isFirst ? [notification, ...others] : others;
      });
    }),
    client.on('notifications_read', ({ ids, unread_count }) => {
      const read = ids && new Set(ids);
      change(unread_count, (list) =>
        list.map((one) =>
          one.read_at === null && (!read || read.has(one.id)) ? { ...one, read_at: now() } : one,
        ),
      );
    }),
    client.on('notification_removed', ({ ids, unread_count }) => {
      const gone = new Set(ids);
      change(unread_count, (list) => list.filter(({ id }) => !gone.has(id)));
    }),
  ];
  return () => {
    for (const stop of unbind) stop();
  };
};

/** The event of the server says so to every device, this one among them. */
export const readNotifications = (what: { ids: string[] } | { all: true }): Promise<unknown> =>
  api.readNotifications(what);
