import { type EmojiPickerListComponents, EmojiPicker as Picker } from 'frimousse';
import { CustomRow } from '@/features/emojis/CustomRow.js';
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

export const EmojiPicker = ({ onPick }: { onPick: (emoji: string) => void }) => (
  <Picker.Root
    className={styles.picker}
    columns={9}
    emojibaseUrl="/emoji"
    onEmojiSelect={({ emoji }) => onPick(emoji)}
  >
    <Picker.Search
      className={styles.search}
      placeholder={t('emoji.search')}
      aria-label={t('emoji.search')}
      autoFocus
    />
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
