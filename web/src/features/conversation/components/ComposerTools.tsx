import { ArrowUp, CaseSensitive, Smile } from 'lucide-react';
import { Suspense, useState } from 'react';
import { IconButton } from '@/components/ui/Button.js';
import { EmojiButton } from '@/components/ui/EmojiButton.js';
import { AttachButton } from '@/features/files/components/AttachButton.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { later } from '@/lib/later.js';
import styles from './composer.module.css';

/** With what it opens, it comes after the conversation. */
const GifButton = later(async () => (await import('@/features/gifs/GifButton.js')).GifButton);

interface StartProps {
  trayKey: string;
  isFormatting: boolean;
  onFormatting: () => void;
}

/** Before the text. */
export const StartTools = ({ trayKey, isFormatting, onFormatting }: StartProps) => (
  <div className={cx(styles.tools, styles.start)}>
    <AttachButton trayKey={trayKey} />
    <IconButton
      label={t('format.show')}
      className={styles.extra}
      isActive={isFormatting}
      aria-pressed={isFormatting}
      onClick={onFormatting}
    >
      <CaseSensitive size={20} />
    </IconButton>
  </div>
);

interface EndProps {
  canSend: boolean;
  onEmoji: (emoji: string) => void;
  onGif: (url: string) => void;
}

/** After it. */
export const EndTools = ({ canSend, onEmoji, onGif }: EndProps) => {
  const [isPicking, setPicking] = useState(false);
  return (
    <div className={styles.tools}>
      <EmojiButton
        label={t('composer.emoji')}
        size="normal"
        isOpen={isPicking}
        onOpen={setPicking}
        onPick={onEmoji}
      >
        <Smile size={19} />
      </EmojiButton>
      <span className={styles.extra}>
        <Suspense fallback={<span className={styles.gif} />}>
          <GifButton onPick={onGif} />
        </Suspense>
      </span>
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
  );
};
