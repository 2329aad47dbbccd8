import type { ReactNode } from 'react';
import styles from './empty.module.css';

interface Props {
  icon?: ReactNode;
  title: string;
  text?: string;
  /** Where nothing else on the page has a heading. */
  isPage?: boolean;
  children?: ReactNode;
}

/** What this place is for, and the one next action. */
export const Empty = ({ icon, title, text, isPage = false, children }: Props) => (
  <div className={styles.empty}>
    {icon && <span className={styles.icon}>{icon}</span>}
    {isPage ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
    {text && <p className={styles.text}>{text}</p>}
    {children && <div className={styles.actions}>{children}</div>}
  </div>
);
