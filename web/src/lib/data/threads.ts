import type { Message } from '@contract/message.js';
import type { Thread } from '@contract/threads.js';
import type { ParleyClient } from '@sdk/client.js';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api.js';
import { mentions } from '../live/counters.js';
import { useLive } from '../live/state.js';
import { rememberPeople } from '../people.js';
import { idOf } from '../places.js';
import { keys, queryClient } from '../query.js';

interface Page {
  threads: Thread[];
  has_more: boolean;
}
type Pages = InfiniteData<Page>;

const PAGE = 30;

const loadPage = async ({ pageParam }: { pageParam: string | undefined }): Promise<Page> => {
  const page = await api.listThreads({ limit: PAGE, before: pageParam });
  rememberPeople(page.threads.flatMap(({ participants }) => participants));
  return page;
};

/** The threads that one follows, the latest activity first. */
export const useThreads = () => {
  const query = useInfiniteQuery({
    queryKey: keys.threads,
    queryFn: loadPage,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ threads, has_more }) => (has_more ? threads.at(-1)?.parent_message.id : undefined),
  });
  const threads = useMemo(() => listOf(query.data), [query.data]);
  return { ...query, threads };
};

/** Between two pages a thread may have become active: it is in both. */
const listOf = (pages: Pages | undefined): Thread[] => {
  const all = (pages?.pages ?? []).flatMap(({ threads }) => threads);
  const byId = new Map(all.map((thread) => [thread.parent_message.id, thread]));
  return [...byId.values()].sort((a, b) => b.last_activity_at.localeCompare(a.last_activity_at));
};

const known = (parentId: string): Thread | undefined =>
  listOf(queryClient.getQueryData<Pages>(keys.threads)).find(
    ({ parent_message }) => parent_message.id === parentId,
  );

export const unreadInThread = (parentId: string): number => known(parentId)?.unread_count ?? 0;

const change = (parentId: string, to: (thread: Thread) => Thread[]): void => {
  queryClient.setQueryData<Pages>(
    keys.threads,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          threads: page.threads.flatMap((thread) =>
            thread.parent_message.id === parentId ? to(thread) : [thread],
          ),
        })),
      },
  );
};

/** A follow is written shortly after the reply that began it; how shortly, a busy server decides. */
const SOON_MS = [800, 2_500, 8_000];
const asking = new Map<string, ReturnType<typeof setTimeout>>();

/** Asks for the list until the thread is in it, or it is clear that it will not be. */
const askFor = (parentId: string, tries = 0): void => {
  const wait = SOON_MS[tries];
  if (wait === undefined || asking.has(parentId)) return;
  const ask = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: keys.threads });
    asking.delete(parentId);
    if (!known(parentId)) askFor(parentId, tries + 1);
  };
  asking.set(
    parentId,
    setTimeout(() => void ask(), wait),
  );
};

export const setFollowing = (parentId: string, following: boolean): void =>
  useLive.setState((state) => ({ following: { ...state.following, [parentId]: following } }));

const noteReply = (client: ParleyClient, reply: Message): void => {
  const { parent_id: parentId, sender, created_at } = reply;
  const me = client.user?.id;
  if (parentId === null) return;
  const isMine = reply.sender_id === me;
  if (isMine) setFollowing(parentId, true);
  if (!known(parentId)) {
    // One follows by having written the reply or what it answers, and by being mentioned.
    const parent = client.conversations.get(idOf(reply))?.get(parentId);
    if (isMine || !parent || parent.sender_id === me || (me && mentions(reply, me))) askFor(parentId);
    return;
  }
  change(parentId, (thread) => [
    {
      ...thread,
      last_activity_at: created_at,
      unread_count: thread.unread_count + (isMine ? 0 : 1),
      participants: thread.participants.some(({ id }) => id === sender.id)
        ? thread.participants
        : [...thread.participants, sender],
      parent_message: {
        ...thread.parent_message,
        reply_count: thread.parent_message.reply_count + 1,
        last_reply_at: created_at,
      },
    },
  ]);
};

/** Keeps the list equal to what is said and read live. */
export const bindThreads = (client: ParleyClient): (() => void) => {
  let connects = 0;
  const unbind = [
    client.on('ready', () => {
      connects += 1;
      if (connects > 1) void queryClient.invalidateQueries({ queryKey: keys.threads });
    }),
    client.on('new_message', (message) => noteReply(client, message)),
    client.on('thread_update', ({ message_id, following, unread_count }) => {
      setFollowing(message_id, following);
      if (!following) change(message_id, () => []);
      else if (known(message_id)) change(message_id, (thread) => [{ ...thread, unread_count }]);
      else askFor(message_id);
    }),
  ];
  return () => {
    for (const stop of unbind) stop();
    for (const timer of asking.values()) clearTimeout(timer);
    asking.clear();
  };
};
