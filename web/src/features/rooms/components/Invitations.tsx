import type { RoomInvitation } from '@contract/invitations.js';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Copy, Link2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/Button.js';
import { Dialog, DialogBody } from '@/components/ui/Dialog.js';
import { SelectField } from '@/components/ui/Field.js';
import { api } from '@/lib/api.js';
import { copy } from '@/lib/clipboard.js';
import { formatNumber, t } from '@/lib/i18n.js';
import { reportFailure } from '@/lib/problems.js';
import { keys } from '@/lib/query.js';
import { fullTime } from '@/lib/time.js';
import { showToast } from '@/lib/ui-state.js';
import { DAY_MS, durationName, invitationTimes } from '../durations.js';
import styles from './invitations.module.css';

const linkOf = ({ code }: RoomInvitation): string => `${window.location.origin}/invite/${code}`;
const copyLink = (invitation: RoomInvitation): void => copy(linkOf(invitation), t('invite.copied'));

const uses = [0, 1, 5, 10, 50, 100];
const ALWAYS = 0;

export const Invitations = ({ roomId, onClose }: { roomId: string; onClose: () => void }) => {
  const client = useQueryClient();
  const [time, setTime] = useState(7 * DAY_MS);
  const [most, setMost] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const list = useQuery({
    queryKey: keys.invitations(roomId),
    queryFn: async () => (await api.listRoomInvitations({ room_id: roomId, limit: 100 })).invitations,
    staleTime: 0,
  });
  const refresh = () => client.invalidateQueries({ queryKey: keys.invitations(roomId) });
  const make = (): void => {
    setBusy(true);
    api
      .createRoomInvitation({
        room_id: roomId,
        ...(time !== ALWAYS && { expires_in_ms: time }),
        ...(most !== 0 && { max_uses: most }),
      })
      .then(({ invitation }) => {
        copyLink(invitation);
        return refresh();
      })
      .catch(reportFailure)
      .finally(() => setBusy(false));
  };
  const revoke = ({ id }: RoomInvitation): void => {
    api.revokeRoomInvitation({ room_id: roomId, invitation_id: id }).then(() => {
      showToast({ text: t('invite.revoked'), isError: false });
      return refresh();
    }, reportFailure);
  };
  return (
    <Dialog title={t('invite.title')} description={t('invite.text')} onClose={onClose}>
      <DialogBody>
        <div className={styles.make}>
          <SelectField
            label={t('invite.expires')}
            value={time}
            onChange={({ target }) => setTime(Number(target.value))}
          >
            {invitationTimes.map((ms) => (
              <option key={ms} value={ms}>
                {durationName(ms)}
              </option>
            ))}
            <option value={ALWAYS}>{t('invite.never')}</option>
          </SelectField>
          <SelectField
            label={t('invite.most')}
            value={most}
            onChange={({ target }) => setMost(Number(target.value))}
          >
            {uses.map((count) => (
              <option key={count} value={count}>
                {count === 0 ? t('invite.any') : formatNumber(count)}
              </option>
            ))}
          </SelectField>
          <Button look="primary" isBusy={isBusy} onClick={make}>
            <Link2 size={16} /> {t('invite.make')}
          </Button>
        </div>
        <ul className={styles.list}>
          {[...(list.data ?? [])].reverse().map((invitation) => (
            <li key={invitation.id} className={styles.entry}>
              <div className={styles.about}>
                <code className={styles.link}>{linkOf(invitation)}</code>
                <p>{standing(invitation)}</p>
              </div>
              <IconButton label={t('invite.copy')} onClick={() => copyLink(invitation)}>
                <Copy size={16} />
              </IconButton>
              <Button look="quiet" onClick={() => revoke(invitation)}>
                {t('invite.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  );
};

const standing = ({ expires_at, uses: used, max_uses }: RoomInvitation): string =>
  [
    expires_at ? t('invite.good_until', { time: fullTime(expires_at) }) : t('invite.good_always'),
    max_uses === null
      ? t('invite.uses', { count: used })
      : t('invite.uses_of', { uses: used, most: max_uses }),
  ].join(' · ');
