import type { UserSummary } from '@contract/users.js';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import { AttachmentTray } from '@/features/files/components/AttachmentTray.js';
import { addFiles } from '@/features/files/tray.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import type { Place } from '@/lib/places.js';
import { usePhone } from '@/lib/use-media.js';
import { useCompletion } from '../hooks/use-completion.js';
import { useFormatting } from '../hooks/use-formatting.js';
import { useWriting } from '../hooks/use-writing.js';
import { EndTools, StartTools } from './ComposerTools.js';
import styles from './composer.module.css';
import { NameList } from './NameList.js';

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

export const Composer = ({ place, parentId, placeholder, alsoLabel, people, onEditLast }: Props) => {
  const box = useRef<HTMLTextAreaElement>(null);
  const isPhone = usePhone();
  const { key, text, write, send, ...writing } = useWriting(place, parentId, box);
  const names = useCompletion(text, people, box, write);
  const formatting = useFormatting(box, write);

  useGrowing(box, text);
  useEffect(() => {
    if (!isPhone) box.current?.focus({ preventScroll: true });
  }, [isPhone]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || names.onKeyDown(event) || formatting.onKeyDown(event)) return;
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
      {names.isOpen && <NameList {...names.list} />}
      <div className={styles.frame}>
        {formatting.isShown && (
          <Suspense fallback={<div className={styles.bar} />}>
            <FormatBar onFormat={formatting.apply} />
          </Suspense>
        )}
        <AttachmentTray trayKey={key} />
        <div className={styles.card}>
          <StartTools trayKey={key} isFormatting={formatting.isShown} onFormatting={formatting.toggle} />
          <textarea
            ref={box}
            rows={1}
            className={styles.input}
            data-composer={parentId === undefined ? 'main' : 'thread'}
            aria-label={placeholder}
            placeholder={placeholder}
            value={text}
            onChange={({ target }) => {
              if (!names.closes(target.value, target.selectionStart)) write(target.value);
            }}
            onSelect={({ currentTarget }) => names.setCaret(currentTarget.selectionStart)}
            onPaste={(event) => takePasted(key, event)}
            onBlur={names.close}
            onKeyDown={onKeyDown}
            {...names.aria}
          />
          <EndTools canSend={writing.canSend} onEmoji={writing.insert} onGif={writing.sendGif} />
        </div>
      </div>
      {alsoLabel !== undefined && (
        <label className={styles.also}>
          <input
            type="checkbox"
            checked={writing.isAlso}
            onChange={({ target }) => writing.setAlso(target.checked)}
          />
          <span>{alsoLabel}</span>
        </label>
      )}
      <Left left={writing.left} />
    </form>
  );
};

const NEAR_LIMIT = 500;

/** How much may still be written, once it is not much. */
const Left = ({ left }: { left: number }) => {
  if (left >= NEAR_LIMIT) return null;
  return (
    <p className={cx(styles.count, left < 0 && styles.over)} role="status">
      {left < 0 ? t('composer.too_long', { count: -left }) : t('composer.left', { count: left })}
    </p>
  );
};

/** Pasted files go to the others in the tray; pasted text is the box's own affair. */
const takePasted = (trayKey: string, event: ClipboardEvent): void => {
  const pasted = [...event.clipboardData.files];
  if (pasted.length === 0) return;
  event.preventDefault();
  addFiles(trayKey, pasted);
};

/** Browsers without `field-sizing` are told the height. */
const useGrowing = (box: RefObject<HTMLTextAreaElement | null>, text: string): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text may need another height
  useLayoutEffect(() => {
    const area = box.current;
    if (!area || CSS.supports('field-sizing', 'content')) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [box, text]);
};
