import { Ban, Bell, type LucideIcon, Palette, ShieldCheck, Smile, UserRound } from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import type { TextKey } from '@/lib/i18n.js';

interface Section {
  /** In the address, below `/settings`. */
  id: string;
  title: TextKey;
  Icon: LucideIcon;
  Body: ComponentType;
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
    Body: lazy(async () => ({ default: (await import('./sections/Notifications.js')).NotificationsSection })),
  },
  {
    id: 'account',
    title: 'settings.security',
    Icon: ShieldCheck,
    Body: lazy(async () => ({ default: (await import('./sections/Account.js')).AccountSection })),
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
];
