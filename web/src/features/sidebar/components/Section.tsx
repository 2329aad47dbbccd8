import { ChevronRight } from 'lucide-react';
import { Children, type ReactNode, useState } from 'react';
import { Badge } from '@/components/ui/Badge.js';
import { cx } from '@/lib/class-names.js';
import { useLive } from '@/lib/live/state.js';
import { readStored, writeStored } from '@/lib/storage.js';
import styles from './sidebar.module.css';

interface Props {
  id: string;
  title: string;
  action: ReactNode;
  /** The conversations in it: what is unread in them shows while it is folded. */
  ids: readonly string[];
  children: ReactNode;
}

export const Section = ({ id, title, action, ids, children }: Props) => {
  const key = `parley.folded.${id}`;
  const [isFolded, setFolded] = useState(() => readStored<boolean>(key) ?? false);
  const sum = (of: 'unread_count' | 'mention_count') => (state: ReturnType<typeof useLive.getState>) =>
    ids.reduce((all, one) => all + (state.counters[one]?.[of] ?? 0), 0);
  const unread = useLive(sum('unread_count'));
  const mentions = useLive(sum('mention_count'));
  const toggle = (): void => {
    writeStored(key, !isFolded);
    setFolded(!isFolded);
  };
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>
          <button type="button" className={styles.fold} aria-expanded={!isFolded} onClick={toggle}>
            <ChevronRight size={14} className={cx(styles.arrow, !isFolded && styles.down)} />
            {title}
          </button>
        </h2>
        {isFolded ? <Badge unread={unread} mentions={mentions} /> : action}
      </div>
      {!isFolded && <ul className={styles.items}>{Children.toArray(children)}</ul>}
    </section>
  );
};
