import type { Message } from '@contract/message.js';
import {
  BellRing,
  Bookmark,
  Copy,
  Eye,
  Flag,
  Forward,
  History,
  Link2,
  type LucideIcon,
  MailOpen,
  MessageSquareReply,
  Pencil,
  Pin,
  PinOff,
  Trash2,
} from 'lucide-react';
import { t } from '@/lib/i18n.js';
import { messageKeys } from '@/lib/shortcuts.js';
import type { RowActions } from './use-row-actions.js';

export const quickEmojis = ['👍', '❤️', '😄', '🎉', '👀', '✅'];

export interface Action {
  id: Exclude<keyof RowActions, 'react'>;
  label: string;
  Icon: LucideIcon;
  key: string;
  run: () => void;
}

/** In the order in which menus show them. */
export const actionList = (message: Message, actions: RowActions): Action[] => {
  const all: (Omit<Action, 'run' | 'key'> & { run: (() => void) | undefined })[] = [
    { id: 'reply', label: t('message.reply'), Icon: MessageSquareReply, run: actions.reply },
    { id: 'edit', label: t('message.edit'), Icon: Pencil, run: actions.edit },
    {
      id: 'pin',
      label: t(message.pinned ? 'message.unpin' : 'message.pin'),
      Icon: message.pinned ? PinOff : Pin,
      run: actions.pin,
    },
    { id: 'copy', label: t('message.copy'), Icon: Copy, run: actions.copy },
    { id: 'link', label: t('message.copy_link'), Icon: Link2, run: actions.link },
    { id: 'forward', label: t('forward.action'), Icon: Forward, run: actions.forward },
    { id: 'save', label: t('saved.action'), Icon: Bookmark, run: actions.save },
    { id: 'receipts', label: t('message.seen_by_whom'), Icon: Eye, run: actions.receipts },
    { id: 'history', label: t('message.history'), Icon: History, run: actions.history },
    { id: 'unread', label: t('message.mark_unread'), Icon: MailOpen, run: actions.unread },
    { id: 'explain', label: t('message.explain'), Icon: BellRing, run: actions.explain },
    { id: 'report', label: t('message.report'), Icon: Flag, run: actions.report },
    { id: 'delete', label: t('message.delete'), Icon: Trash2, run: actions.delete },
  ];
  return all.flatMap(({ run, ...action }) =>
    run ? [{ ...action, key: messageKeys[action.id].key, run }] : [],
  );
};
