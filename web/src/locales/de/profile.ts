import type { profile as en } from '../en/profile.js';
import type { Translation } from '../translation.js';

export const profile = {
  'profile.account': 'Kontoeinstellungen',
  'profile.edit': 'Profil und Status bearbeiten',
  'profile.open': 'Profil und Status',
  'profile.title': 'Profil und Status',
  'profile.state': 'Andere sehen',
  'profile.status': 'Status',
  'profile.status_hint': 'Was machst du gerade?',
  'profile.emoji': 'Emoji zum Status',
  'profile.clear': 'Status entfernen',
  'profile.until': 'Entfernen',
} as const satisfies Translation<typeof en>;
