import type { Message } from '@contract/message.js';
import type { UserSummary } from '@contract/users.js';
import { api } from '../api.js';
import { setFollowing } from '../data/threads.js';
import { rememberPeople } from '../people.js';
import { apiPath, idOf, type Place } from '../places.js';
import { storeOf } from './live.js';
import { useLive } from './state.js';

const PAGE = 50;

const setHistory = (id: string, isLoading: boolean, failed = false): void =>
  useLive.setState(({ history }) => ({ history: { ...history, [id]: { isLoading, failed } } }));

/** Loads the newest page, or the one before what is here. One at a time for each conversation. */
export const loadPage = async (place: Place): Promise<void> => {
  const id = idOf(place);
  const store = storeOf(place);
  if (!store || store.firstSeq === 1 || useLive.getState().history[id]?.isLoading) return;
  const { firstSeq } = store;
  const before = firstSeq === undefined ? undefined : store.messages.find(({ seq }) => seq === firstSeq)?.id;
  setHistory(id, true);
  try {
    const path = `${apiPath(place)}/messages`;
    const { messages, has_more } = await api.get<{ messages: Message[]; has_more: boolean }>(path, {
      limit: PAGE,
      before,
    });
    rememberPeople(messages.map(({ sender }) => sender));
    // A reconnect may have begun anew meanwhile: a page that adjoins nothing any more is not added.
    if (storeOf(place) === store && store.firstSeq === firstSeq) store.addPage(messages, !has_more);
    setHistory(id, false);
  } catch {
    setHistory(id, false, true);
  }
};

interface ThreadAnswer {
  parent_message: Message;
  replies: Message[];
  participants: UserSummary[];
  following: boolean;
  has_more: boolean;
}

/** Loads the newest replies, or those before `before`. True when there are more. */
export const loadThread = async (place: Place, parentId: string, before?: string): Promise<boolean> => {
  const answer = await api.get<ThreadAnswer>(`/messages/${parentId}/thread`, { limit: PAGE, before });
  rememberPeople([answer.parent_message.sender, ...answer.participants]);
  setFollowing(parentId, answer.following);
  storeOf(place)?.addContext([answer.parent_message, ...answer.replies]);
  return answer.has_more;
};
