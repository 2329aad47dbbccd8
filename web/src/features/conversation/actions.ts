import type { Message } from '@contract/message.js';
import { api } from '@/lib/api.js';
import { copy } from '@/lib/clipboard.js';
import { setFollowing } from '@/lib/data/threads.js';
import { t } from '@/lib/i18n.js';
import { deleted, edited, guess, pinned, reactedTo } from '@/lib/live/guesses.js';
import { storeOf } from '@/lib/live/live.js';
import { useLive } from '@/lib/live/state.js';
import { linkTo } from '@/lib/navigation.js';
import type { Place } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { showToast } from '@/lib/ui-state.js';
import { edit } from './state.js';

const placeOf = ({ room_id, dm_id }: Message): Place => (room_id ? { room_id } : { dm_id: dm_id ?? '' });

/** An answer may come before its event; the higher `rev` wins, whichever is first. */
const keep = ({ message }: { message: Message }): void => storeOf(placeOf(message))?.addContext([message]);

export const toggleReaction = (message: Message, emoji: string): void => {
  const me = useLive.getState().me?.id ?? '';
  const has = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.user_id === me);
  const done = has ? api.removeReaction : api.addReaction;
  guess(message.id, reactedTo(emoji, me, !has), async () =>
    keep(await done({ message_id: message.id, emoji })),
  ).catch(reportFailure);
};

/** Who was refused finds in the box again what was written. */
export const saveEdit = (message: Message, content: string): void => {
  guess(message.id, edited(content), async () =>
    keep(await api.editMessage({ message_id: message.id, content })),
  ).catch((error: unknown) => {
    reportFailure(error);
    edit(message.id, content);
  });
};

/** The answer says nothing of the message: that it is gone comes with the event. */
const GONE_MS = 5_000;
const untilGone = (message: Message): Promise<void> =>
  new Promise((resolve) => {
    const store = storeOf(placeOf(message));
    const look = (): void => {
      if (store && !store.get(message.id)?.deleted) return;
      stop?.();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(resolve, GONE_MS);
    const stop = store?.subscribe(look);
    look();
  });

export const deleteMessage = (message: Message): void => {
  guess(message.id, deleted, async () => {
    await api.deleteMessage({ message_id: message.id });
    await untilGone(message);
  }).catch(reportFailure);
};

export const setPinned = (message: Message, isPinned: boolean): void => {
  const done = isPinned ? api.pinMessage : api.unpinMessage;
  guess(message.id, pinned(isPinned), async () => keep(await done({ message_id: message.id }))).then(
    () =>
      showToast({
        text: t(isPinned ? 'message.pinned_done' : 'message.unpinned_done'),
        isError: false,
        action: { label: t('action.undo'), run: () => setPinned(message, !isPinned) },
      }),
    reportFailure,
  );
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
  copy(new URL(linkTo(message), window.location.origin).href, t('message.link_copied'));
};
