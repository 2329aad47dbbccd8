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
import type { RowActions } from './use-row-actions.js';

export const quickEmojis = ['👍', '❤️', '😄', '🎉', '👀', '✅'];

export interface Action {
  id: Exclude<keyof RowActions, 'react'>;
  label: string;
  Icon: LucideIcon;
  key?: string;
  run: () => void;
}

/** In the order in which menus show them. */
export const actionList = (message: Message, actions: RowActions): Action[] => {
  const all: (Omit<Action, 'run'> & { run: (() => void) | undefined })[] = [
    { id: 'reply', label: t('message.reply'), Icon: MessageSquareReply, key: 'R', run: actions.reply },
    { id: 'edit', label: t('message.edit'), Icon: Pencil, key: 'E', run: actions.edit },
    {
      id: 'pin',
      label: t(message.pinned ? 'message.unpin' : 'message.pin'),
      Icon: message.pinned ? PinOff : Pin,
      key: 'P',
      run: actions.pin,
    },
    { id: 'copy', label: t('message.copy'), Icon: Copy, key: 'C', run: actions.copy },
    { id: 'link', label: t('message.copy_link'), Icon: Link2, key: 'L', run: actions.link },
    { id: 'forward', label: t('forward.action'), Icon: Forward, key: 'F', run: actions.forward },
    { id: 'save', label: t('saved.action'), Icon: Bookmark, key: 'S', run: actions.save },
    { id: 'receipts', label: t('message.seen_by_whom'), Icon: Eye, run: actions.receipts },
    { id: 'history', label: t('message.history'), Icon: History, run: actions.history },
    { id: 'unread', label: t('message.mark_unread'), Icon: MailOpen, key: 'U', run: actions.unread },
    { id: 'explain', label: t('message.explain'), Icon: BellRing, run: actions.explain },
    { id: 'report', label: t('message.report'), Icon: Flag, run: actions.report },
    { id: 'delete', label: t('message.delete'), Icon: Trash2, key: 'Del', run: actions.delete },
  ];
  return all.flatMap(({ run, ...action }) => (run ? [{ ...action, run }] : []));
};
