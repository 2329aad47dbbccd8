import type { UserSummary } from '@contract/users.js';
import { Avatar } from '@/components/ui/Avatar.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import styles from './mention-list.module.css';

interface Props {
  id: string;
  found: readonly UserSummary[];
  at: number;
  pick: (person: UserSummary) => void;
}

export const MentionList = ({ id, found, at, pick }: Props) => (
  <div id={id} role="listbox" aria-label={t('composer.mention')} className={styles.list}>
    {found.map((person, index) => (
      <div
        key={person.id}
        id={`${id}-${index}`}
        role="option"
        tabIndex={-1}
        aria-selected={index === at}
        className={cx(styles.item, index === at && styles.chosen)}
        // The box keeps the focus: a click is over before it would be lost.
        onPointerDown={(event) => {
          event.preventDefault();
          pick(person);
        }}
      >
        <Avatar person={person} size={24} />
        <span className={styles.name}>{person.display_name}</span>
        <span className={styles.username}>@{person.username}</span>
      </div>
    ))}
  </div>
);
