import { ArrowLeft, ChevronRight } from 'lucide-react';
import { Suspense } from 'react';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { Link } from '@/lib/router.js';
import { usePhone } from '@/lib/use-media.js';
import { type Section, sections } from '../sections.js';
import styles from './settings.module.css';

/** A list of sections and one of them beside it; on a phone the one after the other. */
export const Settings = ({ section: wanted }: { section?: string }) => {
  const isPhone = usePhone();
  const me = useMe();
  const isAdmin = me?.server_role === 'admin';
  const own = sections.filter(({ isForAdmins }) => !isForAdmins);
  const ofServer = isAdmin ? sections.filter(({ isForAdmins }) => isForAdmins) : [];
  const asked = [...own, ...ofServer].find(({ id }) => id === wanted);
  // Until it is known who one is, what is for administrators is neither shown nor replaced.
  const isUnknown = !me && sections.some(({ id }) => id === wanted);
  const open = asked ?? (isPhone || isUnknown ? undefined : own[0]);
  const link = ({ id, title, Icon }: Section) => (
    <li key={id}>
      <Link
        to={`/settings/${id}`}
        className={cx(styles.item, id === open?.id && styles.open)}
        aria-current={id === open?.id ? 'page' : undefined}
      >
        <Icon size={17} />
        <span>{t(title)}</span>
        <ChevronRight size={16} className={styles.more} />
      </Link>
    </li>
  );
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
          <ul className={styles.list}>{own.map(link)}</ul>
          {ofServer.length > 0 && (
            <>
              <h2 className={styles.group}>{t('settings.administration')}</h2>
              <ul className={styles.list}>{ofServer.map(link)}</ul>
            </>
          )}
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
          <div className={cx(styles.body, open.isForAdmins && styles.wide)}>
            <Suspense>
              <open.Body />
            </Suspense>
          </div>
        </section>
      )}
    </main>
  );
};
