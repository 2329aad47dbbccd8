import { ParleyError } from '@sdk/errors.js';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import emoji from '@/components/ui/emoji.module.css';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { explain } from '@/lib/problems.js';
import styles from './gifs.module.css';

export const GifPicker = ({ onPick }: { onPick: (url: string) => void }) => {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['gifs', q],
    queryFn: ({ pageParam }) =>
      api.listGifs({ q: q || undefined, limit: 24, cursor: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ cursor }) => cursor,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const gifs = data?.pages.flatMap((page) => page.gifs) ?? [];
  const isOff = error instanceof ParleyError && error.code === 'gifs_not_configured';
  return (
    <div className={styles.picker}>
      <input
        className={emoji.search}
        type="search"
        aria-label={t('gif.search')}
        placeholder={t('gif.search')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className={styles.scroll}>
        {error && <p className={styles.note}>{isOff ? t('gif.off') : explain(error)}</p>}
        {data && gifs.length === 0 && <p className={styles.note}>{t('gif.none')}</p>}
        <div className={styles.grid}>
          {gifs.map((gif) => (
            <button
              key={gif.id}
              type="button"
              aria-label={gif.title || t('gif.unnamed')}
              onClick={() => onPick(gif.url)}
            >
              <img
                src={gif.preview_url}
                alt=""
                loading="lazy"
                style={{ aspectRatio: `${gif.width} / ${gif.height}` }}
              />
            </button>
          ))}
        </div>
        {hasNextPage && (
          <Button look="quiet" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('gif.more')}
          </Button>
        )}
      </div>
      <p className={styles.credit}>{t('gif.credit')}</p>
    </div>
  );
};
