import { Copy, KeyRound } from 'lucide-react';
import { copy } from '@/lib/clipboard.js';
import { t } from '@/lib/i18n.js';
import { Button } from './Button.js';
import styles from './secret.module.css';

interface Props {
  label: string;
  secret: string;
  /** Why it is to be copied now. */
  text: string;
  onDone: () => void;
}

/** What is shown this once: it stays until one says that one has it. */
export const Secret = ({ label, secret, text, onDone }: Props) => (
  <section className={styles.secret} aria-label={label}>
    <h4 className={styles.label}>
      <KeyRound size={15} /> {label}
    </h4>
    <code className={styles.value} dir="ltr">
      {secret}
    </code>
    <p className={styles.text}>{text}</p>
    <div className={styles.actions}>
      <Button look="primary" onClick={() => copy(secret, t('secret.copied'))}>
        <Copy size={15} /> {t('secret.copy')}
      </Button>
      <Button onClick={onDone}>{t('secret.done')}</Button>
    </div>
  </section>
);
