import { useEffect, useRef } from 'react';
import { t } from '@/lib/i18n.js';
import { openWindow } from '@/lib/live/history.js';
import { usePane } from '@/lib/navigation.js';
import type { Place } from '@/lib/places.js';
import { useLocation } from '@/lib/router.js';
import { showToast } from '@/lib/ui-state.js';
import type { Row } from '../rows.js';
import { useConversationState } from '../state.js';

const FLASH_MS = 1_600;

/** The row that was asked for is marked for a moment, so that the eye finds it. */
export const flash = (row: HTMLElement | null): void => {
  if (!row) return;
  row.focus({ preventScroll: true });
  row.dataset.found = '';
  setTimeout(() => delete row.dataset.found, FLASH_MS);
};

/** A link that names a message leads to it; one to a reply is for the thread beside. */
export const useLinkedMessage = (): void => {
  const { message, thread } = usePane();
  const asked = useLocation().state.asked;
  useEffect(() => {
    if (message === undefined || thread !== undefined) return;
    useConversationState.setState({ jump: { messageId: message, count: asked ?? 0 } });
  }, [message, thread, asked]);
};

/** Goes to a message that was asked for, wherever in the history it is. `reveal` shows what is held and not shown. */
export const useJump = (
  place: Place,
  rows: readonly Row[],
  toRow: (id: string) => boolean,
  reveal: (messageId: string) => boolean,
): void => {
  const jump = useConversationState((state) => state.jump);
  const asked = useRef<typeof jump>(null);
  useEffect(() => {
    if (!jump) return;
    const done = (): void => useConversationState.setState({ jump: null });
    if (rows.some(({ message }) => message.id === jump.messageId)) {
      toRow(`m-${jump.messageId}`);
      flash(document.getElementById(`m-${jump.messageId}`));
      return done();
    }
    if (reveal(jump.messageId) || asked.current === jump) return;
    asked.current = jump;
    openWindow(place, jump.messageId).catch(() => {
      showToast({ text: t('conversation.not_here'), isError: false });
      done();
    });
  }, [jump, place, rows, toRow, reveal]);
};
