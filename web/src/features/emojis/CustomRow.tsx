import { t } from '@/lib/i18n.js';
import { EmojiImage } from './EmojiImage.js';
import styles from './emojis.module.css';
import { useEmojis } from './store.js';

/** The server's own emoji, above those of Unicode in the picker. */
export const CustomRow = ({ onPick }: { onPick: (emoji: string) => void }) => {
  const names = Object.keys(useEmojis(({ byName }) => byName)).sort();
  if (names.length === 0) return null;
  return (
    <fieldset className={styles.row} aria-label={t('emojis.title')}>
      {names.map((name) => (
        <button key={name} type="button" aria-label={`:${name}:`} onClick={() => onPick(`:${name}:`)}>
          <EmojiImage name={name} />
        </button>
      ))}
    </fieldset>
  );
};
