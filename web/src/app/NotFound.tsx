import { Button } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { Logo } from '@/components/ui/Logo.js';
import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import styles from './shell.module.css';

export const NotFound = () => {
  return (
    <main className={styles.alone}>
      <Empty isPage icon={<Logo size={28} />} title={t('notfound.title')} text={t('notfound.text')}>
        <Button onClick={go.home}>{t('notfound.home')}</Button>
      </Empty>
    </main>
  );
};
