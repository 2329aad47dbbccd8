import { Avatar } from '@/components/ui/Avatar.js';
import { Button } from '@/components/ui/Button.js';
import { savePicture } from '@/features/people/api.js';
import { PictureButton } from '@/features/pictures/PictureButton.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { reportFailure } from '@/lib/problems.js';
import { openDialog } from '@/lib/ui-state.js';
import styles from './sections.module.css';

export const ProfileSection = () => {
  const me = useMe();
  if (!me) return null;
  return (
    <div className={styles.fields}>
      <div className={styles.card}>
        <Avatar person={me} size={72} />
        <div className={styles.who}>
          <strong>{me.display_name}</strong>
          <p className={styles.hint}>
            <bdi>@{me.username}</bdi>
          </p>
          {me.email && <p className={styles.hint}>{me.email}</p>}
        </div>
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => openDialog({ name: 'profile' })}>{t('profile.edit')}</Button>
        <PictureButton
          label={t('picture.change')}
          aspect={1}
          width={512}
          isRound
          onDone={({ id }) => savePicture({ avatar_file_id: id })}
        />
        {me.avatar_url && (
          <Button look="quiet" onClick={() => void savePicture({ avatar_url: null }).catch(reportFailure)}>
            {t('picture.remove')}
          </Button>
        )}
      </div>
    </div>
  );
};
