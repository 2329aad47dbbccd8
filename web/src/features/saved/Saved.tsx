import type { SavedMessage } from '@contract/saved.js';
import { Bookmark, BookmarkX } from 'lucide-react';
import { RichText } from '@/components/rich-text/RichText.js';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button, IconButton } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { Page } from '@/components/ui/Page.js';
import { Attachments } from '@/features/files/components/Attachments.js';
import { setSaved, useSaved } from '@/lib/data/saved.js';
import { t } from '@/lib/i18n.js';
import { linkTo } from '@/lib/navigation.js';
import { Link } from '@/lib/router.js';
import { ago, fullTime } from '@/lib/time.js';
import styles from './saved.module.css';

export const Saved = () => {
  const query = useSaved();
  return (
    <Page title={t('saved.title')}>
      {query.isSuccess && query.saved.length === 0 && (
        <Empty icon={<Bookmark size={22} />} title={t('saved.none')} text={t('saved.none_text')} />
      )}
      <ul className={styles.list}>
        {query.saved.map((saved) => (
          <Entry key={saved.message.id} saved={saved} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button look="quiet" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('saved.more')}
        </Button>
      )}
    </Page>
  );
};

const Entry = ({ saved: { message, saved_at } }: { saved: SavedMessage }) => (
  <li className={styles.entry} data-testid="saved">
    <Avatar person={message.sender} />
    <div className={styles.said}>
      <Link to={linkTo(message)} className={styles.top}>
        <strong>{message.sender.display_name}</strong>
        <time title={fullTime(saved_at)}>{ago(message.created_at)}</time>
      </Link>
      {message.deleted ? (
        <p className={styles.deleted}>{t('message.deleted')}</p>
      ) : (
        <>
          <RichText message={message} />
          <Attachments files={message.attachments} />
        </>
      )}
    </div>
    <IconButton size="small" label={t('saved.remove')} onClick={() => setSaved(message.id, false)}>
      <BookmarkX size={16} />
    </IconButton>
  </li>
);
