import { useRoom } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { updateRoom } from '../api.js';
import { RoomForm } from './RoomForm.js';

export const EditRoom = ({ roomId, onClose }: { roomId: string; onClose: () => void }) => {
  const { room } = useRoom(roomId);
  if (!room) return null;
  return (
    <RoomForm
      title={t('room.edit')}
      submitLabel={t('action.save')}
      initial={room}
      canChooseType={false}
      onClose={onClose}
      onSubmit={async ({ name, description }) => {
        await updateRoom(roomId, { name, description });
        onClose();
      }}
    />
  );
};
