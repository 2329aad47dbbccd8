import { ArrowLeft, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/Button.js';
import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import styles from './conversation-header.module.css';

interface Props {
  icon: ReactNode;
  title: string;
  detail?: ReactNode;
  onTitle?: (() => void) | undefined;
  /** How a search is kept to this conversation. */
  within?: string | undefined;
  children?: ReactNode;
}

export const ConversationHeader = ({ icon, title, detail, onTitle, within, children }: Props) => {
  return (
    <header className={styles.header}>
      <IconButton label={t('action.back')} className={styles.back} onClick={go.home}>
        <ArrowLeft size={20} />
      </IconButton>
      <span className={styles.icon}>{icon}</span>
      <div className={styles.titles}>
        {onTitle ? (
          <h1 className={styles.title} dir="auto">
            <button type="button" onClick={onTitle}>
              {title}
            </button>
          </h1>
        ) : (
          <h1 className={styles.title} dir="auto">
            {title}
          </h1>
        )}
        {detail && (
          <div className={styles.detail} dir="auto">
            {detail}
          </div>
        )}
      </div>
      <div className={styles.tools}>
        {children}
        {within !== undefined && (
          <IconButton label={t('search.here')} onClick={() => go.search(`in:${within} `)}>
            <Search size={18} />
          </IconButton>
        )}
      </div>
    </header>
  );
};
