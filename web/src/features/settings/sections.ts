import {
  Ban,
  Bell,
  Bot,
  Flag,
  Link2,
  type LucideIcon,
  Palette,
  ScrollText,
  Server,
  ShieldCheck,
  Smile,
  UserRound,
  Users,
} from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import { type TextKey, withTexts } from '@/lib/i18n.js';

export interface Section {
  /** In the address, below `/settings`. */
  id: string;
  title: TextKey;
  Icon: LucideIcon;
  Body: ComponentType;
  /** Only administrators of the server have it. */
  isForAdmins?: true;
}

/** What one can set, in the order in which it is listed. Each comes with its first use. */
export const sections: Section[] = [
  {
    id: 'profile',
    title: 'settings.profile',
    Icon: UserRound,
    Body: lazy(async () => ({ default: (await import('./sections/Profile.js')).ProfileSection })),
  },
  {
    id: 'appearance',
    title: 'settings.appearance',
    Icon: Palette,
    Body: lazy(async () => ({ default: (await import('./sections/Appearance.js')).AppearanceSection })),
  },
  {
    id: 'notifications',
    title: 'settings.notifications',
    Icon: Bell,
    Body: lazy(async () => ({
      default: (await withTexts(import('./sections/Notifications.js'))).NotificationsSection,
    })),
  },
  {
    id: 'account',
    title: 'settings.security',
    Icon: ShieldCheck,
    Body: lazy(async () => ({ default: (await withTexts(import('./sections/Account.js'))).AccountSection })),
  },
  {
    id: 'emoji',
    title: 'emojis.title',
    Icon: Smile,
    Body: lazy(async () => ({ default: (await import('./sections/Emoji.js')).EmojiSection })),
  },
  {
    id: 'blocked',
    title: 'settings.blocked',
    Icon: Ban,
    Body: lazy(async () => ({ default: (await import('./sections/Blocked.js')).BlockedSection })),
  },
  {
    id: 'bots',
    title: 'settings.bots',
    Icon: Bot,
    Body: lazy(async () => ({ default: (await withTexts(import('@/features/bots/Bots.js'))).BotsSection })),
  },
  {
    id: 'server',
    title: 'settings.server',
    Icon: Server,
    isForAdmins: true,
    Body: lazy(async () => ({ default: (await withTexts(import('@/features/admin/Overview.js'))).Overview })),
  },
  {
    id: 'people',
    title: 'settings.people',
    Icon: Users,
    isForAdmins: true,
    Body: lazy(async () => ({
      default: (await withTexts(import('@/features/admin/People.js'))).PeopleSection,
    })),
  },
  {
    id: 'reports',
    title: 'settings.reports',
    Icon: Flag,
    isForAdmins: true,
    Body: lazy(async () => ({
      default: (await withTexts(import('@/features/admin/ServerReports.js'))).ServerReports,
    })),
  },
  {
    id: 'audit',
    title: 'settings.audit',
    Icon: ScrollText,
    isForAdmins: true,
    Body: lazy(async () => ({ default: (await withTexts(import('@/features/admin/AuditLog.js'))).AuditLog })),
  },
  {
    id: 'invitations',
    title: 'settings.invitations',
    Icon: Link2,
    isForAdmins: true,
    Body: lazy(async () => ({
      default: (await withTexts(import('@/features/admin/ServerInvitations.js'))).ServerInvitations,
    })),
  },
];
