import type { Message } from '@contract/message.js';
import { router } from '@/app/router.js';
import { api } from '@/lib/api.js';
import { copy } from '@/lib/clipboard.js';
import { setFollowing } from '@/lib/data/threads.js';
import { t } from '@/lib/i18n.js';
import { storeOf } from '@/lib/live/live.js';
import { useLive } from '@/lib/live/state.js';
import { linkTo } from '@/lib/navigation.js';
import type { Place } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { showToast } from '@/lib/ui-state.js';

const placeOf = ({ room_id, dm_id }: Message): Place => (room_id ? { room_id } : { dm_id: dm_id ?? '' });

/** An answer may come before its event; the higher `rev` wins, whichever is first. */
const keep = ({ message }: { message: Message }): void => storeOf(placeOf(message))?.addContext([message]);

export const toggleReaction = (message: Message, emoji: string): void => {
  const me = useLive.getState().me?.id;
  const has = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.user_id === me);
  const done = has ? api.removeReaction : api.addReaction;
  done({ message_id: message.id, emoji }).then(keep, reportFailure);
};

export const saveEdit = async (message: Message, content: string): Promise<boolean> => {
  try {
    keep(await api.editMessage({ message_id: message.id, content }));
    return true;
  } catch (error) {
    reportFailure(error);
    return false;
  }
};

export const deleteMessage = (message: Message): void => {
  api.deleteMessage({ message_id: message.id }).catch(reportFailure);
};

export const setPinned = (message: Message, pinned: boolean): void => {
  const done = pinned ? api.pinMessage : api.unpinMessage;
  done({ message_id: message.id }).then((answer) => {
    keep(answer);
    showToast({
      text: t(pinned ? 'message.pinned_done' : 'message.unpinned_done'),
      isError: false,
      action: { label: t('action.undo'), run: () => setPinned(message, !pinned) },
    });
  }, reportFailure);
};

export const markUnreadFrom = (message: Message): void => {
  api.markUnread({ ...placeOf(message), message_id: message.id }).catch(reportFailure);
};

export const followThread = ({ id }: Message, following: boolean): void => {
  setFollowing(id, following);
  (following ? api.followThread : api.unfollowThread)({ message_id: id }).catch((error: unknown) => {
    setFollowing(id, !following);
    reportFailure(error);
  });
};

export const copyText = (message: Message): void => copy(message.content, t('message.copied'));

export const copyLink = (message: Message): void => {
  const { href } = router.buildLocation(linkTo(message));
  copy(new URL(href, window.location.origin).href, t('message.link_copied'));
};
