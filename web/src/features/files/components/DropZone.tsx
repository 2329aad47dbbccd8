import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { t } from '@/lib/i18n.js';
import { addFiles } from '../tray.js';
import styles from './drop-zone.module.css';

interface Props {
  trayKey: string;
  className: string | undefined;
  isOff?: boolean;
  children: ReactNode;
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** The whole conversation takes files that are dropped on it. */
export const DropZone = ({ trayKey, className, isOff = false, children }: Props) => {
  // Entering a child leaves its parent: only as many leaves as enters mean that the file is gone.
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);
  const moved = (event: DragEvent, by: number): void => {
    if (isOff || !hasFiles(event)) return;
    event.preventDefault();
    depth.current += by;
    setOver(depth.current > 0);
  };
  return (
    <main
      className={className}
      onDragEnter={(event) => moved(event, 1)}
      onDragLeave={(event) => moved(event, -1)}
      onDragOver={(event) => moved(event, 0)}
      onDrop={(event) => {
        if (isOff || !hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        addFiles(trayKey, [...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && (
        <div className={styles.over}>
          <p>
            <Upload size={20} /> {t('files.drop')}
          </p>
        </div>
      )}
    </main>
  );
};
