import {
  defaultEmojiDataResolver,
  type EmojiDataResolver,
  type EmojiPickerListComponents,
  EmojiPicker as Picker,
  useSkinTone,
} from 'frimousse';
import { useEffect, useState } from 'react';
import { CustomRow } from '@/features/emojis/CustomRow.js';
import { rememberTone, type Tone, useEmojiNames } from '@/features/emojis/names.js';
import { t, useLanguage } from '@/lib/i18n.js';
import { Button } from './Button.js';
import { Empty } from './Empty.js';
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

/** Where the build puts what emoji are called. */
const EMOJI = '/emoji';

interface Props {
  onPick: (emoji: string) => void;
}

export const EmojiPicker = ({ onPick }: Props) => {
  const [hasFailed, setFailed] = useState(false);
  if (!hasFailed) return <Panel onPick={onPick} onFail={() => setFailed(true)} />;
  return (
    <div className={styles.picker}>
      <Empty title={t('emoji.failed')}>
        <Button onClick={() => setFailed(false)}>{t('action.try_again')}</Button>
      </Empty>
    </div>
  );
};

const Panel = ({ onPick, onFail }: Props & { onFail: () => void }) => {
  const language = useLanguage((state) => state.language);
  const resolve: EmojiDataResolver = async (locale, options) => {
    try {
      if (locale !== 'ar') return await defaultEmojiDataResolver(locale, options);
      // A language that the library does not know: see `vite.config.ts`.
      const arabic = { ...options, emojibaseUrl: `${EMOJI}/ar` };
      return { ...(await defaultEmojiDataResolver('en', arabic)), locale };
    } catch (error) {
      if (!options.signal?.aborted) onFail();
      throw error;
    }
  };
  return (
    <Picker.Root
      className={styles.picker}
      columns={9}
      locale={language}
      emojibaseUrl={EMOJI}
      resolveEmojiData={resolve}
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
        <Picker.Loading className={styles.loading} />
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
};
