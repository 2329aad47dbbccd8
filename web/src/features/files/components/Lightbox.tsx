import { Dialog } from '@base-ui/react/dialog';
import type { File as Attachment } from '@contract/message.js';
import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { IconButton } from '@/components/ui/Button.js';
import { t } from '@/lib/i18n.js';
import { useSwipe } from '@/lib/swipe.js';
import styles from './lightbox.module.css';

interface Props {
  files: readonly Attachment[];
  first: number;
  onClose: () => void;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** One picture at a time, as large as the window allows. */
const Lightbox = ({ files, first, onClose }: Props) => {
  const [at, setAt] = useState(first);
  const file = files[at];
  const go = (by: number): void => setAt((now) => Math.min(files.length - 1, Math.max(0, now + by)));
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    const step = steps[key];
    if (step !== undefined) go(document.documentElement.dir === 'rtl' ? -step : step);
  };
  const swipe = useSwipe(go);
  if (!file) return null;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.scrim} />
        <Dialog.Popup className={styles.box} onKeyDown={onKeyDown} {...swipe}>
          <header className={styles.head}>
            <Dialog.Title className={styles.name}>{file.file_name}</Dialog.Title>
            {files.length > 1 && (
              <span className={styles.count}>{t('files.of', { at: at + 1, count: files.length })}</span>
            )}
            <a
              className={styles.download}
              href={file.url}
              download={file.file_name}
              aria-label={t('files.download')}
              title={t('files.download')}
            >
              <Download size={18} />
            </a>
            <Dialog.Close render={<IconButton label={t('action.close')} />}>
              <X size={18} />
            </Dialog.Close>
          </header>
          <img
            key={file.id}
            className={styles.picture}
            src={file.preview_url ?? file.url}
            alt={file.file_name}
          />
          {at > 0 && (
            <IconButton label={t('files.previous')} className={styles.previous} onClick={() => go(-1)}>
              <ChevronLeft size={22} />
            </IconButton>
          )}
          {at < files.length - 1 && (
            <IconButton label={t('files.next')} className={styles.next} onClick={() => go(1)}>
              <ChevronRight size={22} />
            </IconButton>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
export default Lightbox;
