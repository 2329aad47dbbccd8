import { useInfiniteQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { Button } from '@/components/ui/Button.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { idOf, type Place, whereOf } from '@/lib/places.js';
import { ago } from '@/lib/time.js';
import { sizeText } from '../size.js';
import styles from './file-list.module.css';

const PAGE = 12;

/** What was sent in a conversation, the latest first. */
export const FileList = ({ place, onJump }: { place: Place; onJump: (messageId: string) => void }) => {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['files', idOf(place)],
    queryFn: ({ pageParam }) => api.listFiles({ ...whereOf(place), limit: PAGE, before: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ files, has_more }) => (has_more ? files.at(-1)?.file.id : undefined),
    staleTime: 5_000,
  });
  const files = data?.pages.flatMap((page) => page.files) ?? [];
  return (
    <section className={styles.files}>
      <h3>{t('files.title')}</h3>
      {data && files.length === 0 && <p className={styles.none}>{t('files.none')}</p>}
      <ul>
        {files.map(({ file, message_id, created_at }) => (
          <li key={file.id}>
            <button type="button" onClick={() => onJump(message_id)}>
              {file.thumbnail_url ? (
                <img src={file.thumbnail_url} alt="" loading="lazy" />
              ) : (
                <span className={styles.icon}>
                  <FileText size={17} />
                </span>
              )}
              <span className={styles.words}>
                <span>{file.file_name}</span>
                <small>
                  {sizeText(file.file_size)} · {ago(created_at)}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button look="quiet" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('files.more')}
        </Button>
      )}
    </section>
  );
};
