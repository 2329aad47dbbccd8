import { Phone, Video } from 'lucide-react';
import { IconButton } from '@/components/ui/Button.js';
import { t } from '@/lib/i18n.js';
import { useCall } from '../state.js';

const start = (dmId: string, media: 'audio' | 'video') =>
  import('../engine.js').then(({ startCall }) => startCall(dmId, media));

/** In the header of a conversation of two. */
export const CallButtons = ({ dmId }: { dmId: string }) => {
  const isBusy = useCall(({ call }) => call !== null);
  return (
    <>
      <IconButton label={t('call.audio')} disabled={isBusy} onClick={() => void start(dmId, 'audio')}>
        <Phone size={18} />
      </IconButton>
      <IconButton label={t('call.video')} disabled={isBusy} onClick={() => void start(dmId, 'video')}>
        <Video size={18} />
      </IconButton>
    </>
  );
};
