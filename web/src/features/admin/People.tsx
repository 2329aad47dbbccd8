import type { Account } from '@contract/admin.js';
import { Search, Users } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { ListState, More } from '@/components/ui/ListState.js';
import list from '@/components/ui/list.module.css';
import { Segments } from '@/components/ui/Segments.js';
import { api } from '@/lib/api.js';
import { cx } from '@/lib/class-names.js';
import { usePages } from '@/lib/data/pages.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { handleOf } from '@/lib/people.js';
import { ago } from '@/lib/time.js';
import { PersonMenu } from './PersonMenu.js';
import styles from './people.module.css';

type Shown = 'all' | Account['state'];

const shown: Shown[] = ['all', 'active', 'deactivated', 'erased'];

/** All accounts of the server, for its administrators. */
export const PeopleSection = () => {
  const [query, setQuery] = useState('');
  const [state, setState] = useState<Shown>('all');
  const wanted = useDeferredValue(query.trim());
  const people = usePages({
    key: ['accounts', wanted, state],
    load: (after) =>
      api.listAccounts({ query: wanted || undefined, state: state === 'all' ? undefined : state, after }),
    items: ({ accounts }) => accounts,
  });
  return (
    <>
      <p className={list.text}>{t('admin.people_text')}</p>
      <div className={list.bar}>
        <label className={styles.search}>
          <Search size={16} />
          <input
            type="search"
            aria-label={t('admin.search')}
            placeholder={t('admin.search')}
            autoComplete="off"
            value={query}
            onChange={({ target }) => setQuery(target.value)}
          />
        </label>
        <Segments<Shown>
          label={t('admin.which')}
          value={state}
          onChange={setState}
          options={shown.map((value) => ({ value, label: t(`admin.which_${value}`) }))}
        />
      </div>
      <ListState
        query={people}
        isEmpty={people.items.length === 0}
        icon={<Users size={22} />}
        title={t('people.none')}
      />
      <ul className={list.list}>
        {people.items.map((account) => (
          <Person key={account.id} account={account} />
        ))}
      </ul>
      <More query={people} />
    </>
  );
};

const Person = ({ account }: { account: Account }) => {
  const me = useMe();
  const { display_name, email, email_verified, state, server_role, bot, last_seen_at } = account;
  const isOwn = account.id === me?.id;
  const about = [
    handleOf(account),
    !bot && email,
    email !== '' && !email_verified && !bot && t('admin.unverified'),
    last_seen_at && t('presence.last_seen', { time: ago(last_seen_at) }),
  ];
  return (
    <li className={cx(list.entry, state !== 'active' && list.off)} data-testid="account">
      <Avatar person={account} size={36} />
      <div className={list.who}>
        <p className={list.name}>
          <strong>{display_name}</strong>
          {isOwn && <span className={list.tag}>{t('people.you_mark')}</span>}
          {server_role === 'admin' && (
            <span className={cx(list.tag, list.good)}>{t('admin.administrator')}</span>
          )}
          {bot && <span className={list.tag}>{t('admin.bot')}</span>}
          {state !== 'active' && <span className={cx(list.tag, list.warn)}>{t(`admin.${state}`)}</span>}
        </p>
        <p className={list.meta}>{about.filter(Boolean).join(' · ')}</p>
      </div>
      {!bot && state !== 'erased' && <PersonMenu account={account} isOwn={isOwn} />}
    </li>
  );
};
