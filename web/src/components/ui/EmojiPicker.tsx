import { type EmojiPickerListComponents, EmojiPicker as Picker, useSkinTone } from 'frimousse';
import { useEffect } from 'react';
import { CustomRow } from '@/features/emojis/CustomRow.js';
import { rememberTone, type Tone, useEmojiNames } from '@/features/emojis/names.js';
import { t } from '@/lib/i18n.js';
import styles from './emoji.module.css';

const components: Partial<EmojiPickerListComponents> = {
  CategoryHeader: ({ category, ...rest }) => (
    <div {...rest} className={styles.category}>
      {category.label}
    </div>
  ),
  Row: ({ children, ...rest }) => (
    <div {...rest} className={styles.row}>
      {children}
    </div>
  ),
  Emoji: ({ emoji, ...rest }) => (
    <button {...rest} className={styles.emoji}>
      {emoji.emoji}
    </button>
  ),
};

/** The tone that is chosen here holds for what is completed in a text, too, and for the next visit. */
const Remember = () => {
  const [tone] = useSkinTone();
  useEffect(() => rememberTone(tone satisfies Tone), [tone]);
  return null;
};

export const EmojiPicker = ({ onPick }: { onPick: (emoji: string) => void }) => (
  <Picker.Root
    className={styles.picker}
    columns={9}
    emojibaseUrl="/emoji"
    skinTone={useEmojiNames.getState().tone}
    onEmojiSelect={({ emoji }) => onPick(emoji)}
  >
    <Picker.Search
      className={styles.search}
      placeholder={t('emoji.search')}
      aria-label={t('emoji.search')}
      autoFocus
    />
    <Remember />
    <CustomRow onPick={onPick} />
    <Picker.Viewport className={styles.viewport}>
      <Picker.Empty className={styles.none}>{t('emoji.none')}</Picker.Empty>
      <Picker.List className={styles.list} components={components} />
    </Picker.Viewport>
    <Picker.ActiveEmoji>
      {({ emoji }) => (
        <div className={styles.foot}>
          <span className={styles.preview}>{emoji?.emoji ?? ''}</span>
          <span className={styles.label}>{emoji?.label ?? t('emoji.pick')}</span>
          <Picker.SkinToneSelector className={styles.tone} aria-label={t('emoji.tone')} />
        </div>
      )}
    </Picker.ActiveEmoji>
  </Picker.Root>
);
