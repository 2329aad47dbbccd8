import { type ContentType, contentTypes } from '@contract/search-query.js';
import { Search as Glass, SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { Page } from '@/components/ui/Page.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { rememberPeople } from '@/lib/people.js';
import { explain } from '@/lib/problems.js';
import { navigate, useLocation, withQuery } from '@/lib/router.js';
import { type Asked, isAsked, useSearch } from '../api.js';
import { Result } from './Result.js';
import { SearchBox } from './SearchBox.js';
import styles from './search.module.css';

interface SearchUrl {
  q?: string | undefined;
  type?: ContentType | undefined;
  sort?: 'relevance' | undefined;
}

/** What is asked for stands in the address: it can be gone back to, and sent to others. */
export const SearchPage = () => {
  const url = new URLSearchParams(useLocation().search);
  const q = url.get('q') ?? '';
  const type = contentTypes.find((one) => one === url.get('type'));
  const sort = url.get('sort') === 'relevance' ? 'relevance' : undefined;
  const asked: Asked = { query: q, content_type: type, sort: sort ?? 'newest' };
  const change = (next: SearchUrl): void =>
    navigate(withQuery('/search', { q: q || undefined, type, sort, ...next }));
  return (
    <Page
      title={t('search.title')}
      isTitleHidden
      head={<SearchBox key={q} query={q} onSearch={(query) => change({ q: query || undefined })} />}
      bar={<Filters type={type} sort={sort} onChange={change} />}
    >
      {isAsked(asked) ? (
        <Results asked={asked} />
      ) : (
        <Empty icon={<Glass size={22} />} title={t('search.begin')} text={t('search.begin_text')} />
      )}
    </Page>
  );
};

interface FilterProps extends Pick<SearchUrl, 'type' | 'sort'> {
  onChange: (change: SearchUrl) => void;
}

const Filters = ({ type, sort, onChange }: FilterProps) => (
  <fieldset className={styles.filters} aria-label={t('search.filters')}>
    <Chip isOn={type === undefined} onClick={() => onChange({ type: undefined })}>
      {t('search.type_all')}
    </Chip>
    {contentTypes
      .filter((kind) => kind !== 'text')
      .map((kind) => (
        <Chip key={kind} isOn={type === kind} onClick={() => onChange({ type: kind })}>
          {t(`search.type_${kind}`)}
        </Chip>
      ))}
    <span className={styles.space} />
    <Chip
      isOn={sort === 'relevance'}
      onClick={() => onChange({ sort: sort === 'relevance' ? undefined : 'relevance' })}
    >
      {t('search.by_relevance')}
    </Chip>
  </fieldset>
);

interface ChipProps {
  isOn: boolean;
  onClick: () => void;
  children: string;
}

const Chip = ({ isOn, onClick, children }: ChipProps) => (
  <button type="button" className={cx(styles.chip, isOn && styles.on)} aria-pressed={isOn} onClick={onClick}>
    {children}
  </button>
);

const Results = ({ asked }: { asked: Asked }) => {
  const { data, error, isFetching, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useSearch(asked);
  const pages = data?.pages ?? [];
  const results = pages.flatMap((page) => page.results);
  const unknown = pages[0]?.unknown ?? [];
  useEffect(() => {
    rememberPeople(pages.flatMap((page) => page.results.map(({ message }) => message.sender)));
  }, [pages]);
  if (error) return <Empty icon={<SearchX size={22} />} title={t('search.failed')} text={explain(error)} />;
  if (!data) return null;
  return (
    <>
      <p className="visually-hidden" role="status">
        {isFetching ? '' : t('search.found', { count: results.length })}
      </p>
      {results.length === 0 && !isFetching && (
        <Empty
          icon={<SearchX size={22} />}
          title={t('search.none')}
          text={
            unknown.length > 0 ? t('search.unknown', { what: unknown.join(', ') }) : t('search.none_text')
          }
        />
      )}
      <ol className={cx(styles.results, isPlaceholderData && styles.stale)}>
        {results.map((result) => (
          <Result key={result.message.id} result={result} />
        ))}
      </ol>
      {hasNextPage && (
        <Button look="quiet" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('search.more')}
        </Button>
      )}
    </>
  );
};
