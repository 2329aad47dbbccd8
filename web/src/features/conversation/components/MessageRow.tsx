import { Pin } from 'lucide-react';
import { type KeyboardEvent, memo, useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { mentions } from '@/lib/live/counters.js';
import { useMe } from '@/lib/live/hooks.js';
import { usePeople } from '@/lib/people.js';
import type { Place } from '@/lib/places.js';
import { messageKeys, shortcutOf } from '@/lib/shortcuts.js';
import { clockTime, dayName, fullTime } from '@/lib/time.js';
import { useLongPress } from '../hooks/use-long-press.js';
import type { Row } from '../rows.js';
import { ActionSheet, ConfirmDelete, MessageToolbar } from './lazy.js';
import { MessageBody } from './MessageBody.js';
import styles from './message-row.module.css';
import { neighbour } from './row-keys.js';
import { type RowRights, useRowActions } from './use-row-actions.js';

interface Props extends RowRights {
  row: Row;
  place: Place;
  isLast: boolean;
  seen?: string | null;
}

export const MessageRow = memo(({ row, place, isLast, seen = null, ...rights }: Props) => {
  const { message, pending, startsGroup, startsUnread, day } = row;
  const me = useMe();
  const sender = usePeople(({ byId }) => byId[message.sender_id]) ?? message.sender;
  const actions = useRowActions(row, rights);
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [open, setOpen] = useState<'picker' | 'menu' | 'sheet' | 'delete' | null>(null);
  const press = useLongPress(() => pending === null && !message.deleted && setOpen('sheet'));
  const isMine = message.sender_id === me?.id;
  const mentionsMe = me !== null && mentions(message, me.id);
  const askDelete = actions.delete && (() => setOpen('delete'));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = shortcutOf(messageKeys, event);
    const byKey = {
      ...actions,
      react: actions.react && (() => setOpen('picker')),
      delete: askDelete,
    };
    const act = (wanted && byKey[wanted]) ?? neighbour(event);
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div className={cx(styles.wrap, startsGroup && styles.start)}>
      {day && (
        <div className={styles.day}>
          <span>{dayName(day)}</span>
        </div>
      )}
      {startsUnread && (
        <div className={styles.new}>
          <span>{t('conversation.new')}</span>
        </div>
      )}
      <article
        id={`m-${message.id}`}
        data-row=""
        data-testid="message"
        className={cx(styles.row, isMine && styles.mine, mentionsMe && styles.mentioned, open && styles.held)}
        tabIndex={isLast ? 0 : -1}
        aria-label={t('message.by', { name: sender.display_name, time: clockTime(message.created_at) })}
        onPointerEnter={({ pointerType }) => pointerType === 'mouse' && setPointed(true)}
        onPointerLeave={() => setPointed(false)}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => open === 'sheet' && event.preventDefault()}
        {...press}
      >
        <div className={styles.gutter}>
          {startsGroup ? (
            <Avatar person={sender} />
          ) : (
            <time className={styles.side} dateTime={message.created_at} title={fullTime(message.created_at)}>
              {clockTime(message.created_at)}
            </time>
          )}
        </div>
        <div className={styles.content}>
          {startsGroup && (
            <header className={styles.head}>
              <span className={styles.name}>{sender.display_name}</span>
              <time
                className={styles.time}
                dateTime={message.created_at}
                title={fullTime(message.created_at)}
              >
                {clockTime(message.created_at)}
              </time>
              {message.pinned && (
                <span className={styles.pinned}>
                  <Pin size={12} /> {t('message.pinned')}
                </span>
              )}
            </header>
          )}
          <MessageBody row={row} isMine={isMine} actions={actions} isThread={rights.isThread} seen={seen} />
        </div>
        {(isPointed || isFocused || open === 'picker' || open === 'menu') &&
          pending === null &&
          !message.deleted && (
            <MessageToolbar
              message={message}
              actions={{ ...actions, delete: askDelete }}
              open={open === 'picker' || open === 'menu' ? open : null}
              // What an item has opened is not closed by its menu, which closes after it.
              onOpen={(what, isOpen) => setOpen((now) => (isOpen ? what : now === what ? null : now))}
            />
          )}
      </article>
      {open === 'sheet' && (
        <ActionSheet
          message={message}
          actions={{ ...actions, delete: askDelete }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'delete' && actions.delete && (
        <ConfirmDelete message={message} onConfirm={actions.delete} onClose={() => setOpen(null)} />
      )}
    </div>
  );
});
