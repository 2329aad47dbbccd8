import { Hash, Lock } from 'lucide-react';
import { Avatar } from '@/components/ui/Avatar.js';
import { EmojiImage } from '@/features/emojis/EmojiImage.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import type { Named } from '../hooks/use-completion.js';
import styles from './name-list.module.css';

const titles = { people: 'composer.mention', rooms: 'composer.rooms', emoji: 'composer.emojis' } as const;

interface Props {
  id: string;
  found: readonly Named[];
  at: number;
  pick: (one: Named) => void;
  kind: keyof typeof titles;
}

/** What the name that is being written may become. */
export const NameList = ({ id, found, at, pick, kind }: Props) => (
  <div id={id} role="listbox" aria-label={t(titles[kind])} className={styles.list}>
    {found.map((one, index) => (
      <div
        key={one.id}
        id={`${id}-${index}`}
        role="option"
        tabIndex={-1}
        aria-selected={index === at}
        className={cx(styles.item, index === at && styles.chosen)}
        // The box keeps the focus: a click is over before it would be lost.
        onPointerDown={(event) => {
          event.preventDefault();
          pick(one);
        }}
      >
        <Item one={one} />
      </div>
    ))}
  </div>
);

const Item = ({ one }: { one: Named }) => {
  if ('username' in one) {
    return (
      <>
        <Avatar person={one} size={24} />
        <span className={styles.name}>{one.display_name}</span>
        <bdi className={styles.detail}>@{one.username}</bdi>
      </>
    );
  }
  if ('emoji' in one) {
    return (
      <>
        <span className={styles.emoji}>{one.emoji ?? <EmojiImage name={one.id} />}</span>
        <span className={styles.name}>:{one.id}:</span>
      </>
    );
  }
  return (
    <>
      {one.type === 'private' ? <Lock size={16} /> : <Hash size={16} />}
      <span className={styles.name}>{one.name}</span>
      <span className={styles.detail}>{one.description}</span>
    </>
  );
};
