import type { Conversation } from '@contract/dm.js';
import type { Counters } from '@contract/inbox.js';
import type { Room } from '@contract/rooms.js';
import type { User } from '@contract/users.js';
import type { ParleyClient } from '@sdk/client.js';
import type { KeptConversation } from '@sdk/conversation-store.js';
import { rememberPeople } from '../people.js';
import { idOf } from '../places.js';
import { keys, queryClient } from '../query.js';
import { useSession } from '../session.js';
import { useLive } from './state.js';

const NAME = 'parley.kept';
const STORE = 'kept';
const SHELL = 'shell';
/** What is kept is bounded: the newest messages of the conversations that were open last. */
const MESSAGES = 50;
const CONVERSATIONS = 10;
/** However much happens, it is written this often. */
const WRITE_MS = 2_000;

interface Shell {
  user: User;
  rooms: Room[];
  dms: Conversation[];
  counters: Record<string, Counters>;
  /** Ids, the one opened last first. */
  opened: string[];
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let database: Promise<IDBDatabase> | undefined;
const openStore = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
  database ??= (() => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    return done(request);
  })();
  return (await database).transaction(STORE, mode).objectStore(STORE);
};

/** Nothing of one person is left for the next. */
export const forgetKept = async (): Promise<void> => {
  await done((await openStore('readwrite')).clear());
};

let opened: string[] = [];

const write = async (client: ParleyClient): Promise<void> => {
  const { user } = client;
  const rooms = queryClient.getQueryData<Room[]>(keys.rooms);
  const dms = queryClient.getQueryData<Conversation[]>(keys.dms);
  if (!user || !rooms || !dms) return;
  const watched = [...client.conversations.values()].filter(({ isWatched }) => isWatched);
  const before = opened;
  const ids = watched.map(({ place }) => idOf(place));
  opened = [...new Set([...ids, ...before])].slice(0, CONVERSATIONS);
  const shell: Shell = { user, rooms, dms, counters: useLive.getState().counters, opened };
  const store = await openStore('readwrite');
  // Meanwhile the person may have signed out.
  if (useSession.getState().userId !== user.id) return;
  store.put(shell, SHELL);
  for (const id of before) if (!opened.includes(id)) store.delete(id);
  for (const conversation of watched) {
    const kept = conversation.newest(MESSAGES);
    if (kept) store.put(kept, idOf(conversation.place));
  }
};

/** Shows what was kept, unless the server was faster. */
const restore = async (client: ParleyClient, userId: string): Promise<void> => {
  const store = await openStore('readonly');
  const shell: Shell | undefined = await done(store.get(SHELL));
  if (shell?.user.id !== userId) return;
  const all: (KeptConversation | undefined)[] = await Promise.all(
    shell.opened.map((id) => done(store.get(id))),
  );
  if (client.user || useSession.getState().userId !== userId) return;
  opened = shell.opened;
  const found = all.filter((kept) => kept !== undefined);
  rememberPeople(shell.dms.flatMap(({ participants }) => participants));
  rememberPeople(found.flatMap(({ messages }) => messages.map(({ sender }) => sender)));
  for (const kept of found) client.restore(kept);
  const { rooms, dms, counters, user } = shell;
  if (!queryClient.getQueryData(keys.rooms)) queryClient.setQueryData(keys.rooms, rooms);
  if (!queryClient.getQueryData(keys.dms)) queryClient.setQueryData(keys.dms, dms);
  useLive.setState(({ generation }) => ({ me: user, counters, wasKept: true, generation: generation + 1 }));
};

/**
 * What one read last is there without the server: rooms, direct messages and the newest messages are kept in the browser,
 * shown until the server answers, and brought up to date by the same `sync` as after any other interruption.
 */
export const bindKept = (client: ParleyClient, userId: string): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      write(client).catch(() => undefined); // A browser that keeps nothing: it is loaded the next time.
    }, WRITE_MS);
  };
  restore(client, userId).catch(() => undefined);
  const unbind = [
    client.on('ready', () => {
      if (useLive.getState().wasKept) {
        for (const queryKey of [keys.rooms, keys.dms]) void queryClient.invalidateQueries({ queryKey });
      }
      soon();
    }),
    client.on('new_message', soon),
    useLive.subscribe(soon),
    queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && (query.queryKey[0] === 'rooms' || query.queryKey[0] === 'dms')) soon();
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of unbind) stop();
  };
};
