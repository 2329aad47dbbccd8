import { Popover } from '@base-ui/react/popover';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '@/components/ui/Button.js';
import emoji from '@/components/ui/emoji.module.css';
import { t } from '@/lib/i18n.js';
import styles from './gifs.module.css';

const GifPicker = lazy(async () => ({ default: (await import('./GifPicker.js')).GifPicker }));

/** A GIF is a message of its own: its address, which everybody sees as the picture. */
export const GifButton = ({ onPick }: { onPick: (url: string) => void }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger render={<IconButton label={t('gif.open')} className={styles.button} />}>
        GIF
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          className={emoji.positioner}
          side="top"
          align="end"
          sideOffset={6}
          collisionPadding={8}
        >
          <Popover.Popup className={emoji.popup} aria-label={t('gif.open')}>
            <Suspense fallback={<div className={styles.picker} />}>
              <GifPicker
                onPick={(url) => {
                  setOpen(false);
                  onPick(url);
                }}
              />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};
