import { useEffect, useRef } from 'react';
import { t } from '@/lib/i18n.js';
import { showToast } from '@/lib/ui-state.js';
import type { Row } from '../rows.js';
import { useConversationState } from '../state.js';
import type { useHistory } from './use-history.js';

const MOST_PAGES = 20;

/** Goes to a message that was asked for, through as many pages as it takes. */
export const useJump = (
  rows: readonly Row[],
  { hasOlder, isLoading, failed, loadMore }: ReturnType<typeof useHistory>,
  toRow: (id: string) => boolean,
): void => {
  const jump = useConversationState((state) => state.jump);
  const pages = useRef(0);
  useEffect(() => {
    if (!jump || isLoading) return;
    const { messageId } = jump;
    if (rows.some(({ message }) => message.id === messageId)) {
      toRow(`m-${messageId}`);
      document.getElementById(`m-${messageId}`)?.focus({ preventScroll: true });
    } else if (hasOlder && !failed && pages.current < MOST_PAGES) {
      pages.current += 1;
      return loadMore();
    } else showToast({ text: t('conversation.too_far'), isError: false });
    pages.current = 0;
    useConversationState.setState({ jump: null });
  }, [jump, rows, hasOlder, isLoading, failed, loadMore, toRow]);
};
