import { limits } from '@contract/limits.js';
import type { Message } from '@contract/message.js';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { t } from '@/lib/i18n.js';
import { saveEdit } from '../actions.js';
import { focusComposer } from '../hooks/focus.js';
import { edit, useConversationState } from '../state.js';
import styles from './edit-box.module.css';

/** The message's text in its place, to be changed. */
export const EditBox = ({ message }: { message: Message }) => {
  const [text, setText] = useState(() => useConversationState.getState().editText ?? message.content);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const area = box.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);
  const close = (): void => {
    edit(null);
    focusComposer();
  };
  const content = text.trim();
  const save = (): void => {
    if (content !== '' && content !== message.content) saveEdit(message, content);
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  };
  return (
    <div className={styles.box}>
      <textarea
        ref={box}
        className={styles.input}
        aria-label={t('message.edit')}
        value={text}
        maxLength={limits.content.max}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.actions}>
        <span className={styles.hint}>{t('message.edit_hint')}</span>
        <Button look="quiet" onClick={close}>
          {t('action.cancel')}
        </Button>
        <Button look="primary" disabled={content === ''} onClick={save}>
          {t('action.save')}
        </Button>
      </div>
    </div>
  );
};
