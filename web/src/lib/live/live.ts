import type { Payload } from '@contract/events.js';
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
import { accessToken } from '../session.js';
import { bindCache } from './cache.js';
import { bindCounters } from './counters.js';
import { bindKept } from './kept.js';
import { bindMemory } from './memory.js';
import { bindOwnStatus } from './presence.js';
import { initialLiveState, useLive } from './state.js';

/** Opens the one connection of this tab; what it learns goes to `useLive` and to the query cache. */
export const openLine = (userId: string): (() => void) => {
  const opened = new ParleyClient({
    urls: [window.location.origin],
    beginAt: 'head',
    outbox: indexedDbStorage(`parley.${userId}`),
    token: accessToken,
    onLine: (isReady) => useLive.setState({ line: isReady ? 'ready' : 'lost' }),
  });
  useLive.setState({ client: opened });
  const unbind = [
    opened.on('ready', welcomed),
    bindCounters(opened),
    bindCache(opened),
    bindBlocked(opened),
    bindThreads(opened),
    bindDrafts(opened),
    bindSaved(opened),
    bindNotifications(opened),
    bindPreferences(opened),
    bindOwnStatus(opened),
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
    useLive.setState(initialLiveState, true);
  };
};

const welcomed = ({ user }: Payload<'ready'>): void => {
  useLive.setState(({ generation, history }) => ({
    me: user,
    line: 'ready',
    wasReady: true,
    generation: generation + 1,
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
  const { client } = useLive.getState();
  if (!client) throw new Error('there is no connection: sign in first');
  return client;
};

export const storeOf = (place: Place): ConversationStore | undefined =>
  useLive.getState().client?.conversations.get(idOf(place));
