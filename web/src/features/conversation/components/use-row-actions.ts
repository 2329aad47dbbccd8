import { setSaved } from '@/lib/data/saved.js';
import { useMe } from '@/lib/live/hooks.js';
import { usePane } from '@/lib/navigation.js';
import { openDialog } from '@/lib/ui-state.js';
import { copyLink, copyText, deleteMessage, markUnreadFrom, setPinned, toggleReaction } from '../actions.js';
import type { Row } from '../rows.js';
import { edit } from '../state.js';

export interface RowRights {
  canPin: boolean;
  canModerate: boolean;
  isReadOnly: boolean;
  isThread: boolean;
}

/** What may be done with a message here; what may not is undefined. */
export const useRowActions = ({ message, pending }: Row, rights: RowRights) => {
  const me = useMe();
  const { openThread } = usePane();
  const isMine = message.sender_id === me?.id;
  const isStored = pending === null && !message.deleted;
  const canWrite = isStored && !rights.isReadOnly;
  const isTop = message.parent_id === null;
  return {
    react: canWrite ? (emoji: string) => toggleReaction(message, emoji) : undefined,
    reply: isStored && isTop && !rights.isThread ? () => openThread(message.id) : undefined,
    edit: canWrite && isMine ? () => edit(message.id) : undefined,
    copy: isStored && 'clipboard' in navigator ? () => copyText(message) : undefined,
    pin: canWrite && rights.canPin && isTop ? () => setPinned(message, !message.pinned) : undefined,
    link: isStored && 'clipboard' in navigator ? () => copyLink(message) : undefined,
    save: isStored ? () => setSaved(message.id, true) : undefined,
    forward: isStored && message.kind === 'text' ? () => openDialog({ name: 'forward', message }) : undefined,
    history: isStored && message.edited ? () => openDialog({ name: 'history', message }) : undefined,
    receipts: isStored && isMine && isTop ? () => openDialog({ name: 'receipts', message }) : undefined,
    unread: isStored && isTop && !rights.isThread ? () => markUnreadFrom(message) : undefined,
    explain: isStored && !isMine ? () => openDialog({ name: 'explain', message }) : undefined,
    report: isStored && !isMine ? () => openDialog({ name: 'report', message }) : undefined,
    delete: canWrite && (isMine || rights.canModerate) ? () => deleteMessage(message) : undefined,
  };
};

export type RowActions = ReturnType<typeof useRowActions>;
