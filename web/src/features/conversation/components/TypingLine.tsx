import { t } from '@/lib/i18n.js';
import { useTypists } from '@/lib/live/hooks.js';
import { usePeople } from '@/lib/people.js';
import type { Place } from '@/lib/places.js';
import styles from './typing-line.module.css';

/** Its height is always there: nothing moves when somebody types. */
export const TypingLine = ({ place, parentId }: { place: Place; parentId?: string }) => {
  const typists = useTypists(place, parentId);
  const byId = usePeople((state) => state.byId);
  const names = typists.map(({ user_id, username }) => byId[user_id]?.display_name ?? username);
  const [first = '', second = ''] = names;
  return (
    <p className={styles.line} aria-live="off" data-testid="typing">
      {names.length > 0 && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {names.length === 1 && t('typing.one', { name: first })}
          {names.length === 2 && t('typing.two', { first, second })}
          {names.length > 2 && t('typing.many', { count: names.length })}
        </>
      )}
    </p>
  );
};
