import type { ReactNode } from 'react';
import { Logo } from '@/components/ui/Logo.js';
import { t } from '@/lib/i18n.js';
import styles from './auth.module.css';

interface Props {
  title: string;
  text: string;
  children: ReactNode;
  other: ReactNode;
}

export const AuthPage = ({ title, text, children, other }: Props) => (
  <main className={styles.page}>
    <div className={styles.column}>
      <div className={styles.brand}>
        <Logo size={36} />
        <span>{t('app.name')}</span>
      </div>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{text}</p>
      {children}
      <p className={styles.other}>{other}</p>
    </div>
  </main>
);
