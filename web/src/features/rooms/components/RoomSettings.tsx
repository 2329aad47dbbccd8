import { Tabs } from '@base-ui/react/tabs';
import { roleAllows } from '@contract/permissions.js';
import type { Room } from '@contract/rooms.js';
import { lazy, type ReactNode, Suspense } from 'react';
import { Dialog, DialogBody } from '@/components/ui/Dialog.js';
import { useRoom } from '@/lib/data/rooms.js';
import { type TextKey, t } from '@/lib/i18n.js';
import { GeneralSettings } from './GeneralSettings.js';
import styles from './room-settings.module.css';

const ReportQueue = lazy(async () => ({
  default: (await import('@/features/reports/ReportQueue.js')).ReportQueue,
}));
const AuditLog = lazy(async () => ({ default: (await import('@/features/admin/AuditLog.js')).AuditLog }));
const Webhooks = lazy(async () => ({ default: (await import('@/features/bots/Webhooks.js')).Webhooks }));

interface Props {
  roomId: string;
  tab?: 'reports';
  onClose: () => void;
}

interface Tab {
  id: string;
  title: TextKey;
  body: ReactNode;
}

/** What one's role allows here; of an archived room there is nothing left to set. */
const tabsOf = (room: Room, onClose: () => void): Tab[] => {
  const { id, role, archived } = room;
  const may = (action: Parameters<typeof roleAllows>[1]): boolean => roleAllows(role ?? 'member', action);
  const tabs: [boolean, Tab][] = [
    [
      may('edit_room') && !archived,
      { id: 'general', title: 'room.general', body: <GeneralSettings room={room} onClose={onClose} /> },
    ],
    [may('handle_reports'), { id: 'reports', title: 'room.reports', body: <ReportQueue roomId={id} /> }],
    [may('read_audit'), { id: 'audit', title: 'room.audit', body: <AuditLog roomId={id} /> }],
    [
      may('edit_room') && !archived,
      { id: 'webhooks', title: 'room.webhooks', body: <Webhooks roomId={id} /> },
    ],
  ];
  return tabs.filter(([isShown]) => isShown).map(([, tab]) => tab);
};

export const RoomSettings = ({ roomId, tab, onClose }: Props) => {
  const { room } = useRoom(roomId);
  if (!room) return null;
  const tabs = tabsOf(room, onClose);
  return (
    <Dialog title={t('room.settings')} size="large" onClose={onClose}>
      <Tabs.Root className={styles.tabs} defaultValue={tab ?? tabs[0]?.id}>
        <Tabs.List className={styles.list} activateOnFocus>
          {tabs.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id} className={styles.tab}>
              {t(title)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ id, body }) => (
          <Tabs.Panel key={id} value={id} className={styles.panel}>
            <Suspense>
              {id === 'general' ? (
                body
              ) : (
                <DialogBody>
                  <div>{body}</div>
                </DialogBody>
              )}
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </Dialog>
  );
};
