import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import { IconButton } from './Button.js';
import styles from './page.module.css';

interface Props {
  title: string;
  /** What stands in the head says it already, to who sees it. */
  isTitleHidden?: boolean;
  /** Beside the title. */
  head?: ReactNode;
  /** Below the head, where it stays while the rest scrolls. */
  bar?: ReactNode;
  children: ReactNode;
}

/** A page beside the sidebar that is no conversation; on a phone there is a way back to the sidebar. */
export const Page = ({ title, isTitleHidden = false, head, bar, children }: Props) => {
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <IconButton label={t('action.back')} className={styles.back} onClick={go.home}>
          <ArrowLeft size={20} />
        </IconButton>
        <h1 className={isTitleHidden ? 'visually-hidden' : styles.title}>{title}</h1>
        {head}
      </header>
      {bar}
      <div className={styles.scroll}>{children}</div>
    </main>
  );
};
