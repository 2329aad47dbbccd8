import type { Message } from '@contract/message.js';
import { type ComponentType, lazy, Suspense } from 'react';
import { withTexts } from '@/lib/i18n.js';
import { closeDialog, type DialogName, useUi } from '@/lib/ui-state.js';

type Closes = { onClose: () => void };
const load = <P,>(get: () => Promise<ComponentType<P>>) => lazy(async () => ({ default: await get() }));

const CreateRoom = load<Closes>(
  async () => (await import('@/features/rooms/components/CreateRoom.js')).CreateRoom,
);
const BrowseRooms = load<Closes>(
  async () => (await import('@/features/rooms/components/BrowseRooms.js')).BrowseRooms,
);
const NewDm = load<Closes>(async () => (await import('@/features/people/components/NewDm.js')).NewDm);
const Profile = load<Closes>(async () => (await import('@/features/people/components/Profile.js')).Profile);
const Switcher = load<Closes>(
  async () => (await import('@/features/switcher/components/Switcher.js')).Switcher,
);
const Keys = load<Closes>(async () => (await import('@/features/help/components/Keys.js')).Keys);
const RoomSettings = load<Closes & { roomId: string; tab?: 'reports' }>(
  async () => (await withTexts(import('@/features/rooms/components/RoomSettings.js'))).RoomSettings,
);
const Invitations = load<Closes & { roomId: string }>(
  async () => (await import('@/features/rooms/components/Invitations.js')).Invitations,
);
const AddMembers = load<Closes & { roomId: string }>(
  async () => (await import('@/features/rooms/components/AddMembers.js')).AddMembers,
);

const History = load<Closes & { message: Message }>(
  async () => (await import('@/features/conversation/dialogs/History.js')).History,
);
const Receipts = load<Closes & { message: Message }>(
  async () => (await import('@/features/conversation/dialogs/Receipts.js')).Receipts,
);

const Explain = load<Closes & { message: Message }>(
  async () => (await withTexts(import('@/features/notify/Explain.js'))).Explain,
);
const ReportMessage = load<Closes & { message: Message }>(
  async () => (await withTexts(import('@/features/reports/ReportMessage.js'))).ReportMessage,
);

const Forward = load<Closes & { message: Message }>(
  async () => (await import('@/features/forward/Forward.js')).Forward,
);

const show = (dialog: DialogName) => {
  switch (dialog.name) {
    case 'create-room':
      return <CreateRoom onClose={closeDialog} />;
    case 'browse-rooms':
      return <BrowseRooms onClose={closeDialog} />;
    case 'new-dm':
      return <NewDm onClose={closeDialog} />;
    case 'profile':
      return <Profile onClose={closeDialog} />;
    case 'switcher':
      return <Switcher onClose={closeDialog} />;
    case 'keys':
      return <Keys onClose={closeDialog} />;
    case 'history':
      return <History message={dialog.message} onClose={closeDialog} />;
    case 'forward':
      return <Forward message={dialog.message} onClose={closeDialog} />;
    case 'receipts':
      return <Receipts message={dialog.message} onClose={closeDialog} />;
    case 'explain':
      return <Explain message={dialog.message} onClose={closeDialog} />;
    case 'report':
      return <ReportMessage message={dialog.message} onClose={closeDialog} />;
    case 'edit-room':
      return <RoomSettings {...dialog} onClose={closeDialog} />;
    case 'invitations':
      return <Invitations roomId={dialog.roomId} onClose={closeDialog} />;
    case 'add-members':
      return <AddMembers roomId={dialog.roomId} onClose={closeDialog} />;
  }
};

/** One at a time, each loaded with its first use. */
export const Dialogs = () => {
  const dialog = useUi((state) => state.dialog);
  return <Suspense>{dialog && show(dialog)}</Suspense>;
};
