import type { shell as en } from '../en/shell.js';
import type { Translation } from '../translation.js';

export const shell = {
  'home.title': 'Nichts ist geöffnet',
  'home.text': 'Wähle links eine Unterhaltung oder beginne eine.',

  'keys.open': 'Tastenkürzel',
  'keys.title': 'Tastenkürzel',
  'keys.everywhere': 'Überall',
  'keys.switch': 'Zu einer Unterhaltung',
  'keys.previous': 'Vorige Unterhaltung',
  'keys.next': 'Nächste Unterhaltung',
  'keys.close': 'Schließen, was offen ist',
  'keys.this': 'Diese Tasten zeigen',
  'keys.writing': 'Beim Schreiben',
  'keys.send': 'Senden',
  'keys.line': 'Neue Zeile',
  'keys.edit_last': 'Letzte eigene Nachricht bearbeiten (im leeren Feld)',
  'keys.mention': 'Jemanden erwähnen',
  'keys.room': 'Einen Raum nennen',
  'keys.message': 'Auf einer Nachricht',
  'keys.walk': 'Vorige und nächste Nachricht',
  'keys.react': 'Reagieren',
  'keys.reply': 'Im Thread antworten',
  'keys.edit': 'Bearbeiten',
  'keys.pin': 'Anheften oder lösen',
  'keys.copy': 'Text kopieren',
  'keys.link': 'Link dazu kopieren',
  'keys.unread': 'Ab hier als ungelesen markieren',
  'keys.delete': 'Löschen',

  'search.title': 'Suche',
  'search.here': 'In dieser Unterhaltung suchen',
  'rail.home': 'Unterhaltungen',
  'rail.me': '{name}: Profil, Farben, Abmelden',

  'sidebar.label': 'Unterhaltungen',
  'sidebar.rooms': 'Räume',
  'sidebar.dms': 'Direktnachrichten',
  'sidebar.no_rooms': 'In Räumen spricht eine Gruppe. Lege einen an oder sieh dich um.',
  'sidebar.no_dms': 'Schreibe jemandem, mit dem Plus.',
  'sidebar.failed': 'Die Räume konnten nicht geladen werden.',

  'switcher.open': 'Zu einer Unterhaltung (Strg K)',
  'switcher.title': 'Gehe zu',
  'switcher.hint': 'Ein Raum oder eine Person',
  'switcher.none': 'Nichts mit diesem Namen.',

  'theme.system': 'Wie das System',
  'theme.light': 'Hell',
  'theme.dark': 'Dunkel',
} as const satisfies Translation<typeof en>;
