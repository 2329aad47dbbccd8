import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft, ChevronRight } from 'lucide-react';
import { Suspense } from 'react';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { usePhone } from '@/lib/use-media.js';
import { sections } from '../sections.js';
import styles from './settings.module.css';

/** A list of sections and one of them beside it; on a phone the one after the other. */
export const Settings = () => {
  const { section: wanted } = useParams({ strict: false }) as { section?: string };
  const isPhone = usePhone();
  const open = sections.find(({ id }) => id === wanted) ?? (isPhone ? undefined : sections[0]);
  return (
    <main className={styles.page}>
      {!(isPhone && open) && (
        <nav className={styles.side} aria-label={t('settings.title')}>
          <header className={styles.head}>
            <Link to="/" className={styles.back} aria-label={t('action.back')}>
              <ArrowLeft size={20} />
            </Link>
            <h1>{t('settings.title')}</h1>
          </header>
          <ul className={styles.list}>
            {sections.map(({ id, title, Icon }) => (
              <li key={id}>
                <Link
                  to="/settings/$section"
                  params={{ section: id }}
                  className={cx(styles.item, id === open?.id && styles.open)}
                  aria-current={id === open?.id ? 'page' : undefined}
                >
                  <Icon size={17} />
                  <span>{t(title)}</span>
                  <ChevronRight size={16} className={styles.more} />
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {open && (
        <section className={styles.section} aria-labelledby="settings-section">
          <header className={styles.head}>
            {isPhone && (
              <Link to="/settings" className={styles.back} aria-label={t('action.back')}>
                <ArrowLeft size={20} />
              </Link>
            )}
            <h2 id="settings-section">{t(open.title)}</h2>
          </header>
          <div className={styles.body}>
            <Suspense>
              <open.Body />
            </Suspense>
          </div>
        </section>
      )}
    </main>
  );
};
