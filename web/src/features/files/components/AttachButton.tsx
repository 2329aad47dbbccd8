import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '@/components/ui/Button.js';
import { t } from '@/lib/i18n.js';
import { addFiles } from '../tray.js';

export const AttachButton = ({ trayKey }: { trayKey: string }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="file-input"
        onChange={({ target }) => {
          addFiles(trayKey, [...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <IconButton label={t('files.attach')} onClick={() => input.current?.click()}>
        <Plus size={19} />
      </IconButton>
    </>
  );
};
