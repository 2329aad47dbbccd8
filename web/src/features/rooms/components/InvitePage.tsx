import { useQuery } from '@tanstack/react-query';
import { DoorOpen, Hash, Link2Off } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import { roomPlace } from '@/lib/places.js';
import { explain, reportFailure } from '@/lib/problems.js';
import { acceptInvitation } from '../api.js';
import styles from './invite-page.module.css';

/** Where an invitation link leads: which room it is, who invites, and the way in. */
export const InvitePage = ({ code }: { code: string }) => {
  const [isBusy, setBusy] = useState(false);
  const invitation = useQuery({
    queryKey: ['invitation', code],
    queryFn: async () => (await api.getInvitation({ code })).invitation,
    staleTime: 0,
    retry: false,
  });
  const join = (): void => {
    setBusy(true);
    acceptInvitation(code).then(
      ({ id }) => go.to(roomPlace(id)),
      (error: unknown) => {
        setBusy(false);
        reportFailure(error);
      },
    );
  };
  if (invitation.isError) {
    return (
      <main className={styles.page}>
        <Empty icon={<Link2Off size={22} />} title={t('invite.invalid')} text={explain(invitation.error)}>
          <Button onClick={go.home}>{t('notfound.home')}</Button>
        </Empty>
      </main>
    );
  }
  if (!invitation.data) return <main className={styles.page} />;
  const { room, invited_by } = invitation.data;
  const about = [t('room.members', { count: room.member_count }), room.description].filter(Boolean);
  return (
    <main className={styles.page}>
      <Empty
        icon={room.type === 'private' ? <DoorOpen size={22} /> : <Hash size={22} />}
        title={t('invite.to', { name: room.name })}
        text={`${t('invite.by', { name: invited_by.display_name })} ${about.join(' · ')}`}
      >
        <Button look="primary" isBusy={isBusy} onClick={join}>
          {t('invite.join', { name: room.name })}
        </Button>
      </Empty>
    </main>
  );
};
