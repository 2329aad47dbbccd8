import type { Message } from '@contract/message.js';
import type { ConversationStore } from '@sdk/conversation-store.js';
import { api } from '../api.js';
import { setFollowing } from '../data/threads.js';
import { rememberPeople } from '../people.js';
import { idOf, type Place, whereOf } from '../places.js';
import { storeOf } from './live.js';
import { type HistoryState, useLive, type Window } from './state.js';

const PAGE = 50;

interface Page {
  messages: Message[];
  has_more: boolean;
}

const idle: HistoryState = { isLoading: false, failed: false, window: null };
const historyOf = (id: string): HistoryState => useLive.getState().history[id] ?? idle;
const setHistory = (id: string, change: Partial<HistoryState>): void =>
  useLive.setState(({ history }) => ({ history: { ...history, [id]: { ...historyOf(id), ...change } } }));

const ask = async (
  place: Place,
  cursor: { before?: string; after?: string; around?: string },
): Promise<Page> => {
  const page = await api.listMessages({ ...whereOf(place), limit: PAGE, ...cursor });
  rememberPeople(page.messages.map(({ sender }) => sender));
  return page;
};

const atSeq = (store: ConversationStore, seq: number | undefined): string | undefined =>
  seq === undefined ? undefined : store.messages.find((message) => message.seq === seq)?.id;

/** One request at a time for each conversation; what it throws is said in its place in the list. */
const loading = async (place: Place, work: (store: ConversationStore) => Promise<void>): Promise<void> => {
  const id = idOf(place);
  const store = storeOf(place);
  if (!store || historyOf(id).isLoading) return;
  setHistory(id, { isLoading: true, failed: false });
  try {
    await work(store);
    setHistory(id, { isLoading: false });
  } catch {
    setHistory(id, { isLoading: false, failed: true });
  }
};

/**
 * A window grows until it touches the line that reaches to the newest message; then there is only the line, which begins
 * where the window did.
 */
const grow = (place: Place, store: ConversationStore, messages: Message[], window: Window): void => {
  store.addContext(messages);
  const { first, last, hasOlder, hasNewer } = window;
  const touches = !hasNewer || (store.firstSeq !== undefined && last >= store.firstSeq);
  if (touches)
    store.addPage(
      store.messages.filter(({ seq }) => seq === first),
      !hasOlder,
    );
  setHistory(idOf(place), { window: touches ? null : window });
};

/** Loads the newest page, or the one before what is shown. */
export const loadPage = (place: Place): Promise<void> =>
  loading(place, async (store) => {
    const { window } = historyOf(idOf(place));
    const { firstSeq } = store;
    if (window ? !window.hasOlder : firstSeq === 1) return;
    const before = atSeq(store, window?.first ?? firstSeq);
    const { messages, has_more } = await ask(place, before === undefined ? {} : { before });
    if (window) {
      const first = messages[0]?.seq ?? window.first;
      return grow(place, store, messages, { ...window, first, hasOlder: has_more });
    }
    // A reconnect may have begun anew meanwhile: a page that adjoins nothing any more is not added.
    if (storeOf(place) === store && store.firstSeq === firstSeq) store.addPage(messages, !has_more);
  });

/** Loads the page after a window. */
export const loadNewer = (place: Place): Promise<void> =>
  loading(place, async (store) => {
    const { window } = historyOf(idOf(place));
    const after = window && atSeq(store, window.last);
    if (!window || !after) return;
    const { messages, has_more } = await ask(place, { after });
    grow(place, store, messages, {
      ...window,
      last: messages.at(-1)?.seq ?? window.last,
      hasNewer: has_more,
    });
  });

/** Opens a window at a message that is too far back to scroll to. Rejects when there is no such message here. */
export const openWindow = async (place: Place, messageId: string): Promise<void> => {
  const store = storeOf(place);
  if (!store) return;
  const { messages, has_more } = await ask(place, { around: messageId });
  const [first, last] = [messages[0], messages.at(-1)];
  if (!first || !last) return;
  grow(place, store, messages, { first: first.seq, last: last.seq, hasOlder: has_more, hasNewer: true });
};

export const closeWindow = (place: Place): void => setHistory(idOf(place), { window: null });

/** Loads the newest replies, or those before `before`. True when there are more. */
export const loadThread = async (place: Place, parentId: string, before?: string): Promise<boolean> => {
  const answer = await api.getThread({ message_id: parentId, limit: PAGE, before });
  rememberPeople([answer.parent_message.sender, ...answer.participants]);
  setFollowing(parentId, answer.following);
  storeOf(place)?.addContext([answer.parent_message, ...answer.replies]);
  return answer.has_more;
};
