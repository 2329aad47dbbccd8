import { limits } from '@contract/limits.js';
import type { UserSummary } from '@contract/users.js';
import { ArrowUp, CaseSensitive, Smile } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/Button.js';
import { EmojiButton } from '@/components/ui/EmojiButton.js';
import { AttachButton } from '@/features/files/components/AttachButton.js';
import { AttachmentTray } from '@/features/files/components/AttachmentTray.js';
import { addFiles, takeFiles, useTray } from '@/features/files/tray.js';
import { cx } from '@/lib/class-names.js';
import { dropDraft, readDraft, useForeignDrafts, writeDraft } from '@/lib/data/drafts.js';
import { t } from '@/lib/i18n.js';
import { later } from '@/lib/later.js';
import { sendMessage } from '@/lib/live/sending.js';
import { typingKey } from '@/lib/live/state.js';
import { idOf, type Place } from '@/lib/places.js';
import { usePhone } from '@/lib/use-media.js';
import { useFormatting } from '../hooks/use-formatting.js';
import { useMentions } from '../hooks/use-mentions.js';
import { useRoomNames } from '../hooks/use-room-names.js';
import { useTypingSignal } from '../hooks/use-typing.js';
import styles from './composer.module.css';
import { MentionList } from './MentionList.js';
import { RoomList } from './RoomList.js';

/** With what it opens, it comes after the conversation. */
const GifButton = later(async () => (await import('@/features/gifs/GifButton.js')).GifButton);
const FormatBar = lazy(() => import('./FormatBar.js'));

interface Props {
  place: Place;
  parentId?: string;
  placeholder: string;
  /** In a thread: what the box says that shows the reply in the conversation too. */
  alsoLabel?: string;
  people: readonly UserSummary[];
  /** In an empty box the up arrow edits the last own message. */
  onEditLast: () => void;
}

const NEAR_LIMIT = limits.content.max - 500;

export const Composer = ({ place, parentId, placeholder, alsoLabel, people, onEditLast }: Props) => {
  const key = typingKey(idOf(place), parentId);
  const [text, setText] = useState(() => readDraft(key));
  const [isAlso, setAlso] = useState(false);
  const [isPicking, setPicking] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const isPhone = usePhone();
  const signal = useTypingSignal(place, parentId);
  const mentions = useMentions(text, people, box, (next, caret) => write(next, caret));
  const roomNames = useRoomNames(text, (next, caret) => write(next, caret));
  const formatting = useFormatting(box, (next, start, end) => write(next, start, end));
  const content = text.trim();
  const left = limits.content.max - text.length;
  const files = useTray(key);
  const areFilesThere = files.every(({ uploaded }) => uploaded !== null);
  const canSend = (content !== '' || files.length > 0) && areFilesThere && left >= 0;

  // What another device wrote meanwhile.
  const foreign = useForeignDrafts(({ drafts }) => drafts[key]);
  useEffect(() => {
    if (foreign !== undefined) setText(foreign);
  }, [foreign]);

  useGrowing(box, text);
  useEffect(() => {
    if (!isPhone) box.current?.focus({ preventScroll: true });
  }, [isPhone]);

  const write = (next: string, caret?: number, end = caret): void => {
    setText(next);
    writeDraft(place, parentId, next);
    if (next.trim() === '') signal.stopped();
    else signal.typed();
    if (caret === undefined) return;
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(caret, end ?? caret);
    });
  };
  const send = (): void => {
    if (!canSend) return;
    sendMessage(place, content, {
      attachments: takeFiles(key),
      ...(parentId !== undefined && { thread: { parentId, alsoInRoom: isAlso } }),
    });
    setAlso(false);
    setText('');
    dropDraft(key);
    signal.stopped();
    box.current?.focus();
  };
  const sendGif = (url: string): void =>
    sendMessage(place, url, {
      ...(parentId !== undefined && { thread: { parentId, alsoInRoom: isAlso } }),
    });
  const insert = (emoji: string): void => {
    const at = box.current?.selectionStart ?? text.length;
    write(text.slice(0, at) + emoji + text.slice(at), at + emoji.length);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || mentions.onKeyDown(event)) return;
    if (roomNames.onKeyDown(event) || formatting.onKeyDown(event)) return;
    if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      onEditLast();
    } else if (event.key === 'Enter' && !event.shiftKey && !isPhone) {
      event.preventDefault();
      send();
    }
  };

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {mentions.isOpen && <MentionList {...mentions} />}
      {roomNames.isOpen && <RoomList {...roomNames} />}
      <div className={styles.frame}>
        {formatting.isShown && (
          <Suspense fallback={<div className={styles.bar} />}>
            <FormatBar onFormat={formatting.apply} />
          </Suspense>
        )}
        <AttachmentTray trayKey={key} />
        <div className={styles.card}>
          <div className={styles.tools}>
            <AttachButton trayKey={key} />
            <IconButton
              label={t('format.show')}
              isActive={formatting.isShown}
              aria-pressed={formatting.isShown}
              onClick={formatting.toggle}
            >
              <CaseSensitive size={20} />
            </IconButton>
          </div>
          <textarea
            ref={box}
            rows={1}
            className={styles.input}
            data-composer={parentId === undefined ? 'main' : 'thread'}
            aria-label={placeholder}
            placeholder={placeholder}
            value={text}
            onChange={({ target }) => write(target.value)}
            onSelect={({ currentTarget }) => {
              mentions.setCaret(currentTarget.selectionStart);
              roomNames.setCaret(currentTarget.selectionStart);
            }}
            onPaste={(event) => {
              const pasted = [...event.clipboardData.files];
              if (pasted.length === 0) return;
              event.preventDefault();
              addFiles(key, pasted);
            }}
            onBlur={() => {
              mentions.close();
              roomNames.setCaret(0);
            }}
            onKeyDown={onKeyDown}
            {...mentions.aria}
            {...roomNames.aria}
          />
          <div className={styles.tools}>
            <EmojiButton
              label={t('composer.emoji')}
              size="normal"
              isOpen={isPicking}
              onOpen={setPicking}
              onPick={insert}
            >
              <Smile size={19} />
            </EmojiButton>
            <Suspense fallback={<span className={styles.gif} />}>
              <GifButton onPick={sendGif} />
            </Suspense>
            <button
              type="submit"
              className={cx(styles.send, canSend && styles.ready)}
              disabled={!canSend}
              aria-label={t('composer.send')}
              title={t('composer.send')}
            >
              <ArrowUp size={18} strokeWidth={2.25} />
            </button>
          </div>
        </div>
      </div>
      {alsoLabel !== undefined && (
        <label className={styles.also}>
          <input type="checkbox" checked={isAlso} onChange={({ target }) => setAlso(target.checked)} />
          <span>{alsoLabel}</span>
        </label>
      )}
      {text.length > NEAR_LIMIT && (
        <p className={cx(styles.count, left < 0 && styles.over)} role="status">
          {left < 0 ? t('composer.too_long', { count: -left }) : t('composer.left', { count: left })}
        </p>
      )}
    </form>
  );
};

/** Browsers without `field-sizing` are told the height. */
const useGrowing = (box: React.RefObject<HTMLTextAreaElement | null>, text: string): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text may need another height
  useLayoutEffect(() => {
    const area = box.current;
    if (!area || CSS.supports('field-sizing', 'content')) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [box, text]);
};
