import type { UserSummary } from '@contract/users.js';
import { cx } from '@/lib/class-names.js';
import { useMe } from '@/lib/live/hooks.js';
import { usePresence } from '@/lib/live/presence.js';
import styles from './avatar.module.css';
import { PresenceDot } from './PresenceDot.js';

const FACES = 8;

/** The same person has the same colours everywhere. */
const faceOf = (id: string): number => {
  let hash = 0;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x5bd1e995) >>> 0;
  return (hash >>> 13) % FACES;
};

/** Small ones have room for one letter. */
const TWO_LETTERS_FROM = 28;

const initialsOf = (name: string, size: number): string => {
  const words = name.trim().split(/[\s._-]+/u);
  const letters = words.length > 1 && size >= TWO_LETTERS_FROM ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
};

type Size = 20 | 24 | 28 | 36 | 48 | 72;

interface Props {
  person: Pick<UserSummary, 'id' | 'display_name'> & Partial<UserSummary>;
  size?: Size;
  showsPresence?: boolean;
  className?: string | undefined;
}

export const Avatar = ({ person, size = 36, showsPresence = false, className }: Props) => (
  <span className={cx(styles.avatar, styles[`s${size}`], className)} aria-hidden="true">
    <span className={cx(styles.face, styles[`f${faceOf(person.id)}`])}>
      {initialsOf(person.display_name, size)}
      {person.avatar_url && <img src={person.avatar_url} alt="" loading="lazy" />}
    </span>
    {showsPresence && <LiveDot userId={person.id} />}
  </span>
);

/** Of oneself one knows what others are not told. */
const LiveDot = ({ userId }: { userId: string }) => {
  const presence = usePresence(userId);
  const me = useMe();
  return (
    <span className={styles.dot}>
      <PresenceDot state={me?.id === userId ? me.status.state : (presence?.status ?? 'offline')} />
    </span>
  );
};
