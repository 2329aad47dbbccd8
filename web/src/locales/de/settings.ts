import type { settings as en } from '../en/settings.js';
import type { Translation } from '../translation.js';

export const settings = {
  'settings.title': 'Einstellungen',
  'settings.open': 'Einstellungen',
  'settings.profile': 'Profil',
  'settings.appearance': 'Darstellung',
  'settings.notifications': 'Benachrichtigungen',
  'settings.security': 'Sitzungen und Sicherheit',
  'settings.blocked': 'Blockierte Personen',

  'appearance.theme': 'Farben',
  'appearance.contrast': 'Kontrast',
  'appearance.contrast_system': 'Wie das System',
  'appearance.contrast_more': 'Hoch',
  'appearance.density': 'Dichte',
  'appearance.comfortable': 'Luftig',
  'appearance.compact': 'Kompakt',
  'appearance.motion': 'Bewegung',
  'appearance.motion_system': 'Wie das System',
  'appearance.motion_less': 'Weniger',
  'appearance.language': 'Sprache',
  'appearance.language_hint': 'Datum und Zahlen richten sich danach.',

  'blocked.text':
    'Wen du blockiert hast, kann dir nicht allein schreiben. Was diese Person in Räumen sagt, ist für dich eingeklappt.',
  'blocked.none': 'Niemand ist blockiert',
  'blocked.unblock': 'Nicht mehr blockieren',
  'blocked.unblocked': '{name} ist nicht mehr blockiert',
  'blocked.block': '{name} blockieren',
  'blocked.blocked': '{name} ist blockiert',
  'blocked.failed': 'Die Liste konnte nicht geladen werden.',
  'blocked.folded': 'Eine Nachricht von jemandem, den du blockiert hast',
  'blocked.show': 'Zeigen',

  'settings.bots': 'Bots',
  'settings.administration': 'Verwaltung',
  'settings.server': 'Dieser Server',
  'settings.people': 'Personen',
  'settings.reports': 'Meldungen',
  'settings.audit': 'Protokoll',
  'settings.invitations': 'Einladungen',
} as const satisfies Translation<typeof en>;
