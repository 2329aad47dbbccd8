import { limits } from '@contract/limits.js';
import type { UserSummary } from '@contract/users.js';
import { useMemo, useState } from 'react';
import { PeoplePicker } from '@/components/PeoplePicker.js';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { useMembers, useRoom } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { reportFailure } from '@/lib/problems.js';
import { addMembers } from '../api.js';

export const AddMembers = ({ roomId, onClose }: { roomId: string; onClose: () => void }) => {
  const { room } = useRoom(roomId);
  const members = useMembers(roomId);
  const [chosen, setChosen] = useState<UserSummary[]>([]);
  const [isBusy, setBusy] = useState(false);
  const taken = useMemo(
    () => new Map((members.data ?? []).map(({ user }) => [user.id, t('room.already_in')])),
    [members.data],
  );
  const add = (): void => {
    setBusy(true);
    addMembers(
      roomId,
      chosen.map(({ id }) => id),
    )
      .then(onClose, reportFailure)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog title={t('room.add_members_to', { name: room?.name ?? '' })} onClose={onClose}>
      <DialogBody>
        <PeoplePicker
          label={t('people.label')}
          chosen={chosen}
          onChange={setChosen}
          taken={taken}
          most={limits.idsPerRequest}
        />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isBusy={isBusy} disabled={chosen.length === 0} onClick={add}>
          {chosen.length === 0 ? t('room.add_members') : t('room.add_submit', { count: chosen.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
