import type { common as en } from '../en/common.js';
import type { Translation } from '../translation.js';

export const common = {
  'app.name': 'Parley',

  'action.back': 'Zurück',
  'action.cancel': 'Abbrechen',
  'action.close': 'Schließen',
  'action.delete': 'Löschen',
  'action.discard': 'Verwerfen',
  'action.dismiss': 'Ausblenden',
  'action.open': 'Öffnen',
  'action.save': 'Speichern',
  'action.try_again': 'Noch einmal versuchen',
  'action.undo': 'Rückgängig',

  'badge.mentions_one': '{count} Erwähnung',
  'badge.mentions_other': '{count} Erwähnungen',
  'badge.replies_one': '{count} ungelesene Antwort',
  'badge.replies_other': '{count} ungelesene Antworten',
  'badge.unread_one': '{count} ungelesene Nachricht',
  'badge.unread_other': '{count} ungelesene Nachrichten',

  'banner.offline':
    'Du bist offline. Was du schreibst, bleibt und wird gesendet, sobald du wieder online bist.',
  'update.ready': 'Eine neue Version von Parley ist da.',
  'update.reload': 'Neu laden',

  'banner.reconnecting':
    'Die Verbindung wird wiederhergestellt. Was du schreibst, bleibt und wird dann gesendet.',

  'error.offline': 'Der Server ist nicht erreichbar. Prüfe die Verbindung und versuche es noch einmal.',
  'error.unknown': 'Hier ist etwas schiefgegangen. Versuche es noch einmal.',
  'error.invalid_credentials': 'E-Mail oder Passwort ist falsch.',
  'error.username_taken': 'Diesen Benutzernamen hat schon jemand.',
  'error.email_taken': 'Mit dieser E-Mail gibt es schon ein Konto.',
  'error.rate_limited': 'Das ging zu schnell. Versuche es in {seconds} s noch einmal.',
  'error.last_owner': 'Dieser Raum gehört dir. Übergib ihn zuerst jemandem.',
  'error.pin_limit_reached': 'Zehn Nachrichten sind schon angeheftet. Löse zuerst eine.',
  'error.permission_denied': 'Das darfst du hier nicht.',
  'error.muted': 'Du bist hier vorerst stummgeschaltet.',
  'error.room_read_only': 'In diesem Raum schreiben nur Moderatoren.',
  'error.slow_mode': 'In diesem Raum geht es langsam zu. Schreibe in {time} wieder.',
  'error.banned': 'Du bist aus diesem Raum ausgeschlossen.',
  'error.blocked': 'Ihr könnt einander nicht schreiben: Einer von euch hat den anderen blockiert.',
  'error.invitation_invalid': 'Der Link ist abgelaufen, zurückgezogen oder verbraucht.',
  'error.send_expired': 'Sie konnte einen Tag lang nicht gesendet werden.',
  'error.search_too_broad': 'Die Suche würde zu lange dauern. Ergänze ein Wort, eine Person oder einen Tag.',
  'error.clipboard': 'Der Browser hat es nicht erlaubt. Markiere den Text und kopiere ihn.',
  'error.room_archived': 'Dieser Raum ist archiviert: Man kann ihn lesen, nicht ändern.',

  'notfound.title': 'Hier ist nichts',
  'notfound.text': 'Der Link ist falsch oder alt.',
  'notfound.home': 'Zu deinen Unterhaltungen',

  'people.label': 'Personen',
  'people.search': 'Nach Namen suchen',
  'people.none': 'Niemand heißt so.',
  'people.remove': '{name} entfernen',
  'people.somebody': 'Jemand',
  'people.you': 'Du',
  'people.you_mark': 'du',

  'presence.online': 'Online',
  'presence.away': 'Abwesend',
  'presence.busy': 'Beschäftigt',
  'presence.offline': 'Offline',
  'presence.invisible': 'Unsichtbar',
  'presence.last_seen': 'Zuletzt da: {time}',

  'time.now': 'gerade eben',
  'time.minutes_one': 'vor {count} min',
  'time.minutes_other': 'vor {count} min',
  'time.hours_one': 'vor {count} h',
  'time.hours_other': 'vor {count} h',
  'time.today': 'Heute',
  'time.yesterday': 'Gestern',

  'until.never': 'Nie',
  'until.hour': 'In einer Stunde',
  'until.four': 'In vier Stunden',
  'until.today': 'Heute Nacht',
  'until.week': 'Am Ende der Woche',
} as const satisfies Translation<typeof en>;
