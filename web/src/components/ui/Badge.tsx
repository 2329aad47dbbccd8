import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import styles from './badge.module.css';

const MOST = 99;

interface Props {
  unread: number;
  mentions: number;
}

/** Mentions in amber with an @, the rest quietly. */
export const Badge = ({ unread, mentions }: Props) => {
  const count = mentions > 0 ? mentions : unread;
  if (count === 0) return null;
  return (
    <span className={cx(styles.badge, mentions > 0 && styles.mention)} data-testid="badge">
      <span aria-hidden="true" dir="ltr">
        {mentions > 0 && '@'}
        {count > MOST ? `${MOST}+` : count}
      </span>
      <span className="visually-hidden">
        {mentions > 0 ? t('badge.mentions', { count: mentions }) : t('badge.unread', { count: unread })}
      </span>
    </span>
  );
};
