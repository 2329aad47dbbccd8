import { useQuery } from '@tanstack/react-query';
import { ChevronRight, Flag, Link2, type LucideIcon, ScrollText, Smile, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import list from '@/components/ui/list.module.css';
import { useReports } from '@/features/reports/api.js';
import { cx } from '@/lib/class-names.js';
import { type TextKey, t } from '@/lib/i18n.js';
import { Link } from '@/lib/router.js';
import styles from './overview.module.css';

const parts = ['node', 'mongodb', 'redis'] as const;

interface Health {
  checks: Partial<Record<(typeof parts)[number], 'up' | 'down'>>;
  contract: string | null;
}

/** Asked outside of the API, as load balancers do; 503 is an answer too. */
const health = async (): Promise<Health> => {
  const response = await fetch('/health/ready');
  const { checks } = (await response.json()) as Pick<Health, 'checks'>;
  return { checks, contract: response.headers.get('parley-contract-version') };
};

const places: { id: string; title: TextKey; text: TextKey; Icon: LucideIcon }[] = [
  { id: 'people', title: 'settings.people', text: 'admin.people_short', Icon: Users },
  { id: 'reports', title: 'settings.reports', text: 'admin.reports_short', Icon: Flag },
  { id: 'audit', title: 'settings.audit', text: 'admin.audit_short', Icon: ScrollText },
  { id: 'invitations', title: 'settings.invitations', text: 'admin.invitations_short', Icon: Link2 },
  { id: 'emoji', title: 'emojis.title', text: 'admin.emoji_short', Icon: Smile },
];

/** How the server is, and where what is decided about it. */
export const Overview = () => {
  const { data } = useQuery({ queryKey: ['health'], queryFn: health, staleTime: 0, refetchInterval: 30_000 });
  const open = useReports(undefined, 'open').items.length;
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={t('admin.address')}>{window.location.host}</Fact>
        {parts.map((part) => {
          const state = data?.checks[part];
          return (
            <Fact key={part} name={t(`admin.part_${part}`)}>
              {state && (
                <span className={cx(list.tag, state === 'up' ? list.good : list.bad)}>
                  {t(`admin.${state}`)}
                </span>
              )}
            </Fact>
          );
        })}
        <Fact name={t('admin.contract')}>
          <a href="/docs">{data?.contract ?? t('admin.documents')}</a>
        </Fact>
      </dl>
      <ul className={styles.places}>
        {places.map(({ id, title, text, Icon }) => (
          <li key={id}>
            <Link to={`/settings/${id}`} className={styles.place}>
              <Icon size={18} />
              <span>
                <strong>{t(title)}</strong>
                <span className={styles.short}>{t(text)}</span>
              </span>
              {id === 'reports' && open > 0 && (
                <span className={cx(list.tag, list.warn)}>{t('report.open_count', { count: open })}</span>
              )}
              <ChevronRight size={16} />
            </Link>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{t('admin.config_note')}</p>
    </>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
