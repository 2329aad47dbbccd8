import type { SavedMessage } from '@contract/saved.js';
import type { ParleyClient } from '@sdk/client.js';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../api.js';
import { t } from '../i18n.js';
import { reportFailure } from '../problems.js';
import { keys, queryClient } from '../query.js';
import { showToast } from '../ui-state.js';

interface Page {
  saved: SavedMessage[];
  has_more: boolean;
}
type Pages = InfiniteData<Page>;

/** What one keeps for later, the latest saved first. */
export const useSaved = () => {
  const query = useInfiniteQuery({
    queryKey: keys.saved,
    queryFn: ({ pageParam }) => api.listSaved({ before: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ saved, has_more }) => (has_more ? saved.at(-1)?.message.id : undefined),
  });
  return { ...query, saved: query.data?.pages.flatMap(({ saved }) => saved) ?? [] };
};

export const bindSaved = (client: ParleyClient): (() => void) =>
  client.on('saved_updated', ({ message_id, saved }) => {
    queryClient.setQueryData<Pages>(
      keys.saved,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page, at) => {
            const others = page.saved.filter(({ message }) => message.id !== message_id);
            return { ...page, saved: at === 0 && saved ? [saved, ...others] : others };
          }),
        },
    );
  });

export const setSaved = (messageId: string, isSaved: boolean): void => {
  (isSaved ? api.saveMessage : api.unsaveMessage)({ message_id: messageId }).then(
    () =>
      showToast({
        text: t(isSaved ? 'saved.done' : 'saved.undone'),
        isError: false,
        action: { label: t('action.undo'), run: () => setSaved(messageId, !isSaved) },
      }),
    reportFailure,
  );
};
