import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { downloadMyData } from '@/lib/export.js';
import { t } from '@/lib/i18n.js';
import { reportFailure } from '@/lib/problems.js';
import styles from './sections.module.css';

/** What the server keeps of oneself, as a file. */
export const Takeaway = () => {
  const [isBusy, setBusy] = useState(false);
  const download = (): void => {
    setBusy(true);
    void downloadMyData()
      .catch(reportFailure)
      .finally(() => setBusy(false));
  };
  return (
    <section>
      <h3>{t('account.data')}</h3>
      <p className={styles.text}>{t('account.data_text')}</p>
      <Button isBusy={isBusy} onClick={download}>
        {t('account.export')}
      </Button>
    </section>
  );
};
