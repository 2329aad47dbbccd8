import styles from './emoji-image.module.css';
import { useEmojis } from './store.js';

/** `:name:` as its picture, or as it was written where there is none of that name. */
export const EmojiImage = ({ name }: { name: string }) => {
  const emoji = useEmojis(({ byName }) => byName[name]);
  if (!emoji) return `:${name}:`;
  return (
    <img
      className={styles.emoji}
      src={emoji.url}
      alt={`:${name}:`}
      title={`:${name}:`}
      width={emoji.width}
      height={emoji.height}
      loading="lazy"
      draggable={false}
    />
  );
};
