import { limits } from '@contract/limits.js';
import type { UserSummary } from '@contract/users.js';
import { useMemo, useState } from 'react';
import { PeoplePicker } from '@/components/PeoplePicker.js';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { go } from '@/lib/navigation.js';
import { dmPlace } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { openDm } from '../api.js';

export const NewDm = ({ onClose }: { onClose: () => void }) => {
  const me = useMe();
  const [chosen, setChosen] = useState<UserSummary[]>([]);
  const [isBusy, setBusy] = useState(false);
  const taken = useMemo(() => new Map(me ? [[me.id, t('people.you')]] : []), [me]);
  const open = (): void => {
    setBusy(true);
    openDm(chosen.map(({ id }) => id)).then(
      ({ id }) => {
        onClose();
        go.to(dmPlace(id));
      },
      (error: unknown) => {
        setBusy(false);
        reportFailure(error);
      },
    );
  };
  return (
    <Dialog title={t('dm.new')} description={t('dm.new_text')} onClose={onClose}>
      <DialogBody>
        <PeoplePicker
          label={t('dm.to')}
          chosen={chosen}
          onChange={setChosen}
          taken={taken}
          most={limits.groupDmParticipants.max - 1}
        />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isBusy={isBusy} disabled={chosen.length === 0} onClick={open}>
          {t('dm.open')}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
