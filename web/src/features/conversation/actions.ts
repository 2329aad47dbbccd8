import type { Counters } from '@contract/inbox.js';
import type { Message } from '@contract/message.js';
import { router } from '@/app/router.js';
import { api } from '@/lib/api.js';
import { copy } from '@/lib/clipboard.js';
import { setFollowing } from '@/lib/data/threads.js';
import { t } from '@/lib/i18n.js';
import { setCounters } from '@/lib/live/counters.js';
import { storeOf } from '@/lib/live/live.js';
import { useLive } from '@/lib/live/state.js';
import { linkTo } from '@/lib/navigation.js';
import type { Place } from '@/lib/places.js';
import { apiPath, idOf } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { showToast } from '@/lib/ui-state.js';

const placeOf = ({ room_id, dm_id }: Message): Place => (room_id ? { room_id } : { dm_id: dm_id ?? '' });

/** An answer may come before its event; the higher `rev` wins, whichever is first. */
const keep = ({ message }: { message: Message }): void => storeOf(placeOf(message))?.addContext([message]);

export const toggleReaction = (message: Message, emoji: string): void => {
  const me = useLive.getState().me?.id;
  const has = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.user_id === me);
  const path = `/messages/${message.id}/reactions`;
  const done = has
    ? api.delete<{ message: Message }>(`${path}/${encodeURIComponent(emoji)}`)
    : api.post<{ message: Message }>(path, { emoji });
  done.then(keep, reportFailure);
};

export const saveEdit = async (message: Message, content: string): Promise<boolean> => {
  try {
    keep(await api.patch<{ message: Message }>(`/messages/${message.id}`, { content }));
    return true;
  } catch (error) {
    reportFailure(error);
    return false;
  }
};

export const deleteMessage = (message: Message): void => {
  api.delete(`/messages/${message.id}`).catch(reportFailure);
};

export const setPinned = (message: Message, pinned: boolean): void => {
  const path = `/messages/${message.id}/pin`;
  const done = pinned ? api.post<{ message: Message }>(path) : api.delete<{ message: Message }>(path);
  done.then((answer) => {
    keep(answer);
    showToast({
      text: t(pinned ? 'message.pinned_done' : 'message.unpinned_done'),
      isError: false,
      action: { label: t('action.undo'), run: () => setPinned(message, !pinned) },
    });
  }, reportFailure);
};

export const markUnreadFrom = (message: Message): void => {
  const place = placeOf(message);
  api
    .post<Counters>(`${apiPath(place)}/unread`, { message_id: message.id })
    .then((counters) => setCounters(idOf(place), counters), reportFailure);
};

export const followThread = ({ id }: Message, following: boolean): void => {
  setFollowing(id, following);
  const path = `/messages/${id}/thread/follow`;
  (following ? api.put(path) : api.delete(path)).catch((error: unknown) => {
    setFollowing(id, !following);
    reportFailure(error);
  });
};

export const copyText = (message: Message): void => copy(message.content, t('message.copied'));

export const copyLink = (message: Message): void => {
  const { href } = router.buildLocation(linkTo(message));
  copy(new URL(href, window.location.origin).href, t('message.link_copied'));
};
