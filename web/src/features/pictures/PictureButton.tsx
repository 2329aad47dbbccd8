import type { File as Attachment } from '@contract/message.js';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button.js';

const CropDialog = lazy(() => import('./CropDialog.js'));

interface Props {
  label: string;
  aspect: number;
  width: number;
  isRound?: boolean;
  isDisabled?: boolean;
  onDone: (uploaded: Attachment) => Promise<void>;
}

/** Asks for a picture, lets the person crop it, and hands it over when it is uploaded. */
export const PictureButton = ({ label, isDisabled = false, ...rest }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
        hidden
        data-testid="picture-input"
        onChange={({ target }) => {
          setFile(target.files?.[0] ?? null);
          target.value = '';
        }}
      />
      <Button disabled={isDisabled} onClick={() => input.current?.click()}>
        {label}
      </Button>
      {file && (
        <Suspense>
          <CropDialog title={label} file={file} {...rest} onClose={() => setFile(null)} />
        </Suspense>
      )}
    </>
  );
};
