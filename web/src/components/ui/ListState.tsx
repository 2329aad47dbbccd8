import type { ReactNode } from 'react';
import { t } from '@/lib/i18n.js';
import { Button } from './Button.js';
import { Empty } from './Empty.js';
import list from './list.module.css';
import { Problem } from './Problem.js';

interface Props {
  query: { isSuccess: boolean; error: unknown; refetch: () => unknown };
  isEmpty: boolean;
  icon: ReactNode;
  title: string;
  text?: string;
}

/** What stands in place of a list: that there is nothing, or why it is not here. */
export const ListState = ({ query, isEmpty, ...empty }: Props) => {
  if (query.error) {
    return (
      <div className={list.actions}>
        <Problem error={query.error} />
        <Button onClick={() => void query.refetch()}>{t('action.try_again')}</Button>
      </div>
    );
  }
  return query.isSuccess && isEmpty ? <Empty {...empty} /> : null;
};

interface MoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

export const More = ({ query }: MoreProps) =>
  query.hasNextPage ? (
    <Button
      look="quiet"
      className={list.more}
      isBusy={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t('list.more')}
    </Button>
  ) : null;
