import { FileText, RotateCw, X } from 'lucide-react';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { sizeText } from '../size.js';
import { removeFile, retryFile, type TrayFile, useTray } from '../tray.js';
import styles from './attachment-tray.module.css';

/** The files of the message that is being written. */
export const AttachmentTray = ({ trayKey }: { trayKey: string }) => {
  const files = useTray(trayKey);
  if (files.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label={t('files.attached')}>
      {files.map((file) => (
        <TrayItem key={file.id} trayKey={trayKey} file={file} />
      ))}
    </ul>
  );
};

const TrayItem = ({ trayKey, file }: { trayKey: string; file: TrayFile }) => {
  const isOnItsWay = file.uploaded === null && file.failure === null;
  return (
    <li className={cx(styles.item, file.failure !== null && styles.failed)} title={file.failure ?? file.name}>
      {file.picture ? (
        <img className={styles.picture} src={file.picture} alt="" />
      ) : (
        <span className={styles.icon}>
          <FileText size={18} />
        </span>
      )}
      <span className={styles.words}>
        <span className={styles.name}>{file.name}</span>
        <span className={styles.state} role={file.failure ? 'alert' : undefined}>
          {file.failure ?? (isOnItsWay ? `${Math.round(file.progress * 100)} %` : sizeText(file.size))}
        </span>
      </span>
      {file.failure !== null && (
        <button
          type="button"
          aria-label={t('files.retry', { name: file.name })}
          onClick={() => retryFile(trayKey, file.id)}
        >
          <RotateCw size={15} />
        </button>
      )}
      <button
        type="button"
        aria-label={t('files.remove', { name: file.name })}
        onClick={() => removeFile(trayKey, file.id)}
      >
        <X size={16} />
      </button>
      {isOnItsWay && (
        <progress
          className={styles.progress}
          max={1}
          value={file.progress}
          aria-label={t('files.uploading', { name: file.name })}
        />
      )}
    </li>
  );
};
