import { Smile } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { TextField } from '@/components/ui/Field.js';
import { EmojiImage } from '@/features/emojis/EmojiImage.js';
import styles from '@/features/emojis/emojis.module.css';
import { makeEmoji, removeEmoji, useEmojis } from '@/features/emojis/store.js';
import { PictureButton } from '@/features/pictures/PictureButton.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { reportFailure } from '@/lib/problems.js';

const NAME = /^[a-z0-9_+-]{2,32}$/;

export const EmojiSection = () => {
  const me = useMe();
  const emojis = Object.values(useEmojis(({ byName }) => byName));
  const [name, setName] = useState('');
  const isTaken = emojis.some((emoji) => emoji.name === name);
  const mayRemove = (by: string): boolean => by === me?.id || me?.server_role === 'admin';
  return (
    <>
      <p className={styles.text}>{t('emojis.text')}</p>
      <div className={styles.form}>
        <TextField
          label={t('emojis.name')}
          hint={t('emojis.name_hint')}
          problem={isTaken ? t('emojis.taken') : undefined}
          autoComplete="off"
          maxLength={32}
          value={name}
          onChange={({ target }) => setName(target.value.toLowerCase().replace(/[:\s]/g, ''))}
        />
        <PictureButton
          label={t('emojis.add')}
          aspect={1}
          width={128}
          isDisabled={!NAME.test(name) || isTaken}
          onDone={async ({ id }) => {
            await makeEmoji(name, id);
            setName('');
          }}
        />
      </div>
      {emojis.length === 0 && <Empty icon={<Smile size={22} />} title={t('emojis.none')} />}
      <ul className={styles.list}>
        {emojis.map(({ id, name: known, created_by }) => (
          <li key={id} className={styles.entry}>
            <EmojiImage name={known} />
            <code>:{known}:</code>
            {mayRemove(created_by) && (
              <Button look="quiet" onClick={() => void removeEmoji(id).catch(reportFailure)}>
                {t('emojis.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};
