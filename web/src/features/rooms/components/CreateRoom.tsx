import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import { roomPlace } from '@/lib/places.js';
import { createRoom } from '../api.js';
import { RoomForm } from './RoomForm.js';

export const CreateRoom = ({ onClose }: { onClose: () => void }) => {
  return (
    <RoomForm
      title={t('room.create')}
      submitLabel={t('room.create_submit')}
      initial={{ name: '', description: '', type: 'public' }}
      canChooseType
      onClose={onClose}
      onSubmit={async (values) => {
        const room = await createRoom(values);
        onClose();
        go.to(roomPlace(room.id));
      }}
    />
  );
};
