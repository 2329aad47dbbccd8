import type { Payload } from '@contract/events.js';
import type { Problem } from '@contract/problem.js';
import { ParleyClient } from '@sdk/client.js';
import type { ConversationStore } from '@sdk/conversation-store.js';
import { indexedDbStorage } from '@sdk/indexed-db-storage.js';
import { bindCalls } from '@/features/calls/live.js';
import { bindEmojis } from '@/features/emojis/store.js';
import { bindBlocked } from '../data/blocked.js';
import { bindDrafts } from '../data/drafts.js';
import { bindNotifications } from '../data/notifications.js';
import { bindPreferences } from '../data/preferences.js';
import { bindSaved } from '../data/saved.js';
import { bindThreads } from '../data/threads.js';
import { idOf, type Place } from '../places.js';
import { accessToken, currentToken } from '../session.js';
import { bindCache } from './cache.js';
import { bindCounters } from './counters.js';
import { bindKept } from './kept.js';
import { bindMemory } from './memory.js';
import { bindPresence } from './presence.js';
import { initialLiveState, useLive } from './state.js';
import { bindTyping } from './typing.js';

let client: ParleyClient | undefined;

/** Opens the one connection of this tab; what it learns goes to `useLive` and to the query cache. */
export const openLine = (userId: string): (() => void) => {
  const opened = new ParleyClient({
    urls: [window.location.origin],
    beginAt: 'head',
    outbox: indexedDbStorage(`parley.${userId}`),
    token: (refused?: Problem) => accessToken(refused ? currentToken() : undefined),
    onLine: (isReady) => useLive.setState({ line: isReady ? 'ready' : 'lost' }),
  });
  client = opened;
  const unbind = [
    opened.on('ready', (ready) => welcomed(opened, ready)),
    bindCounters(opened),
    bindCache(opened),
    bindBlocked(opened),
    bindThreads(opened),
    bindDrafts(opened),
    bindSaved(opened),
    bindNotifications(opened),
    bindPreferences(opened),
    bindPresence(opened),
    bindTyping(opened),
    bindCalls(opened),
    bindEmojis(opened),
    bindKept(opened, userId),
    bindMemory(opened),
    followNetwork(opened),
  ];
  opened.connect();
  return () => {
    for (const stop of unbind) stop();
    opened.close();
    if (client === opened) client = undefined;
    useLive.setState(initialLiveState, true);
  };
};

const welcomed = (opened: ParleyClient, { user }: Payload<'ready'>): void => {
  useLive.setState(({ generation, history }) => ({
    me: user,
    line: 'ready',
    wasReady: true,
    generation: generation + 1,
    counters: Object.fromEntries(opened.counters),
    // What could not be loaded before may be loaded now.
    history: Object.fromEntries(Object.entries(history).filter(([, { failed }]) => !failed)),
  }));
};

/** The browser knows before the socket does. */
const followNetwork = (opened: ParleyClient): (() => void) => {
  const online = () => opened.retryNow();
  const offline = () => opened.drop();
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  return () => {
    window.removeEventListener('online', online);
    window.removeEventListener('offline', offline);
  };
};

export const liveClient = (): ParleyClient => {
  if (!client) throw new Error('there is no connection: sign in first');
  return client;
};

export const storeOf = (place: Place): ConversationStore | undefined =>
  client?.conversations.get(idOf(place));
