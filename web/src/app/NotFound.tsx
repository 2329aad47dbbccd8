import { Empty } from '@/components/ui/Empty.js';
import { Logo } from '@/components/ui/Logo.js';
import { t } from '@/lib/i18n.js';
import { Link } from '@/lib/router.js';
import styles from './shell.module.css';

export const NotFound = () => (
  <main className={styles.alone}>
    <Empty isPage icon={<Logo size={28} />} title={t('notfound.title')} text={t('notfound.text')}>
      <Link to="/" className={styles.link}>
        {t('notfound.home')}
      </Link>
    </Empty>
  </main>
);
