import { useEffect, useState } from 'react';
import Cropper, { type Area } from 'react-easy-crop';
import 'react-easy-crop/react-easy-crop.css';
import type { File as Attachment } from '@contract/message.js';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { uploadFile } from '@/features/files/upload.js';
import { t } from '@/lib/i18n.js';
import { reportFailure } from '@/lib/problems.js';
import { cropped } from './crop.js';
import styles from './crop-dialog.module.css';

interface Props {
  title: string;
  file: File;
  /** Width by height. */
  aspect: number;
  isRound?: boolean;
  /** How wide the picture is to be, in pixels. */
  width: number;
  onDone: (uploaded: Attachment) => Promise<void>;
  onClose: () => void;
}

/** Chooses the part of a picture that is to be shown, and uploads that. */
const CropDialog = ({ title, file, aspect, isRound = false, width, onDone, onClose }: Props) => {
  const [url, setUrl] = useState<string | undefined>();
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [area, setArea] = useState<Area | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);

  const save = async (): Promise<void> => {
    if (!area || !url) return;
    setBusy(true);
    try {
      const picture = await cropped(url, area, width);
      const { signal } = new AbortController();
      await onDone(await uploadFile(picture, { signal, onProgress: () => undefined }));
      onClose();
    } catch (error) {
      reportFailure(error);
      setBusy(false);
    }
  };

  return (
    <Dialog title={title} onClose={onClose}>
      <DialogBody>
        <div className={styles.stage}>
          {url && (
            <Cropper
              image={url}
              crop={crop}
              zoom={zoom}
              aspect={aspect}
              cropShape={isRound ? 'round' : 'rect'}
              showGrid={false}
              disableAutomaticStylesInjection
              onCropChange={setCrop}
              onZoomChange={setZoom}
              onCropComplete={(_, pixels) => setArea(pixels)}
            />
          )}
        </div>
        <label className={styles.zoom}>
          <span>{t('picture.zoom')}</span>
          <input
            type="range"
            min={1}
            max={4}
            step={0.01}
            value={zoom}
            onChange={({ target }) => setZoom(Number(target.value))}
          />
        </label>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isBusy={isBusy} disabled={!area} onClick={() => void save()}>
          {t('action.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
export default CropDialog;
