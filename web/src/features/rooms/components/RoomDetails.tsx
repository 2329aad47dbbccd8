import { roleAllows } from '@contract/permissions.js';
import type { Room } from '@contract/rooms.js';
import {
  Archive,
  ArchiveRestore,
  Hash,
  Link2,
  Lock,
  LogOut,
  Settings2,
  Trash2,
  UserPlus,
} from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions } from '@/components/ui/Dialog.js';
import { Pane } from '@/components/ui/Pane.js';
import { FileList } from '@/features/files/components/FileList.js';
import { NotifyChoice } from '@/features/notify/NotifyChoice.js';
import { ReportsButton } from '@/features/reports/ReportsButton.js';
import { useRoom } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { go, usePane } from '@/lib/navigation.js';
import { roomPlace } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { openDialog, showToast } from '@/lib/ui-state.js';
import { leaveRoom, setArchived } from '../api.js';
import { Bans } from './Bans.js';
import { DeleteRoom } from './DeleteRoom.js';
import { Members } from './Members.js';
import { Pinned } from './Pinned.js';
import styles from './room-details.module.css';

export const RoomDetails = ({ roomId, onJump }: { roomId: string; onJump: (messageId: string) => void }) => {
  const { close } = usePane();
  const { room } = useRoom(roomId);
  return (
    <Pane title={t('room.details')} onClose={close} backLabel={t('thread.back')}>
      {room?.joined && (
        <div className={styles.scroll}>
          <About room={room} />
          <section className={styles.notify}>
            <NotifyChoice place={roomPlace(room.id)} />
          </section>
          <Pinned roomId={room.id} onJump={onJump} />
          <Members room={room} />
          <FileList place={roomPlace(room.id)} onJump={onJump} />
          {roleAllows(room.role ?? 'member', 'ban') && <Bans roomId={room.id} />}
          <Danger room={room} />
        </div>
      )}
    </Pane>
  );
};

const About = ({ room }: { room: Room }) => {
  const role = room.role ?? 'member';
  const canInvite = roleAllows(role, 'invite') && !room.archived;
  const handlesReports = roleAllows(role, 'handle_reports');
  return (
    <section className={styles.about}>
      {room.cover_url && <img className={styles.cover} src={room.cover_url} alt="" />}
      <span className={styles.icon}>{room.type === 'private' ? <Lock size={22} /> : <Hash size={22} />}</span>
      <h3 className={styles.name}>{room.name}</h3>
      <p className={styles.meta}>
        {t(room.type === 'private' ? 'room.private_room' : 'room.public_room')}
        {room.archived && ` · ${t('room.archived')}`}
      </p>
      {room.description && <p className={styles.description}>{room.description}</p>}
      {(canInvite || handlesReports) && (
        <div className={styles.actions}>
          {canInvite && (
            <Button onClick={() => openDialog({ name: 'add-members', roomId: room.id })}>
              <UserPlus size={15} /> {t('room.add_members')}
            </Button>
          )}
          {canInvite && (
            <Button onClick={() => openDialog({ name: 'invitations', roomId: room.id })}>
              <Link2 size={15} /> {t('invite.title')}
            </Button>
          )}
          {roleAllows(role, 'read_audit') && (
            <Button onClick={() => openDialog({ name: 'edit-room', roomId: room.id })}>
              <Settings2 size={15} /> {t('room.settings')}
            </Button>
          )}
          {handlesReports && <ReportsButton roomId={room.id} />}
        </div>
      )}
    </section>
  );
};

const Danger = ({ room }: { room: Room }) => {
  const [isDeleting, setDeleting] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const leave = (): void => {
    setAsking(false);
    leaveRoom(room.id).then(() => {
      go.home();
      showToast({ text: t('room.left', { name: room.name }), isError: false });
    }, reportFailure);
  };
  const archive = (archived: boolean): void => {
    setArchived(room.id, archived).then(
      () =>
        showToast({
          text: t(archived ? 'room.archived_done' : 'room.unarchived_done', { name: room.name }),
          isError: false,
          action: { label: t('action.undo'), run: () => archive(!archived) },
        }),
      reportFailure,
    );
  };
  return (
    <section className={styles.danger}>
      {roleAllows(room.role ?? 'member', 'archive') && (
        <button type="button" className={styles.act} onClick={() => archive(!room.archived)}>
          {room.archived ? <ArchiveRestore size={17} /> : <Archive size={17} />}
          {t(room.archived ? 'room.unarchive' : 'room.archive')}
        </button>
      )}
      <button type="button" className={styles.leave} onClick={() => setAsking(true)}>
        <LogOut size={17} /> {t('room.leave')}
      </button>
      {roleAllows(room.role ?? 'member', 'delete_room') && (
        <button type="button" className={styles.leave} onClick={() => setDeleting(true)}>
          <Trash2 size={17} /> {t('room.delete')}
        </button>
      )}
      {isDeleting && <DeleteRoom room={room} onClose={() => setDeleting(false)} />}
      {isAsking && (
        <Dialog
          title={t('room.leave_title', { name: room.name })}
          description={t(room.type === 'private' ? 'room.leave_private' : 'room.leave_public')}
          size="small"
          onClose={() => setAsking(false)}
        >
          <DialogActions>
            <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
            <Button look="danger" onClick={leave}>
              {t('room.leave')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </section>
  );
};
