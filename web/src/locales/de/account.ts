import type { account as en } from '../en/account.js';
import type { Translation } from '../translation.js';

export const account = {
  'account.password': 'Passwort',
  'account.current_password': 'Aktuelles Passwort',
  'account.new_password': 'Neues Passwort',
  'account.password_hint': 'Mindestens 10 Zeichen. Alle anderen Geräte werden abgemeldet.',
  'account.change_password': 'Passwort ändern',
  'account.password_changed': 'Das Passwort ist geändert.',
  'account.email': 'E-Mail',
  'account.new_email': 'Neue E-Mail',
  'account.change_email': 'E-Mail ändern',
  'account.email_changed': 'Die E-Mail ist geändert.',
  'account.email_sent': 'Öffne den Link, der an die neue Adresse gesendet wurde.',
  'account.sessions': 'Wo du angemeldet bist',
  'account.this_device': 'Dieses Gerät',
  'account.unknown_device': 'Unbekanntes Gerät',
  'account.end_session': 'Abmelden',
  'account.end_others': 'Alle anderen Geräte abmelden',
  'account.data': 'Deine Daten',
  'account.data_text':
    'Eine Datei mit deinem Profil, deinen Nachrichten und Einstellungen und einer Liste deiner Dateien.',
  'account.export': 'Meine Daten herunterladen',
  'account.leave': 'Diesen Server verlassen',
  'account.leave_text':
    'Ein stillgelegtes Konto kann die Administration wieder öffnen. Löschen ist endgültig.',
  'account.deactivate': 'Stilllegen',
  'account.deactivate_text':
    'Du wirst überall abgemeldet, und niemand kann dir schreiben. Was du geschrieben hast, bleibt.',
  'account.erase': 'Konto löschen',
  'account.erase_text':
    'Name, Bild, Adresse und Einstellungen sind endgültig weg. Das lässt sich nicht rückgängig machen.',
  'account.erase_messages': 'Auch meine Nachrichten löschen',
  'account.gone': 'Dein Konto ist geschlossen.',

  'account.own': 'Dein Konto',
  'account.username': 'Benutzername',
  'account.confirmed': 'bestätigt',
  'account.confirm': 'Nicht bestätigt: Link noch einmal schicken',
  'account.confirmation_sent': 'Der Link ist unterwegs.',
  'account.since': 'Hier seit',
  'account.role': 'Rolle',
  'account.administrator': 'Administrator dieses Servers',
} as const satisfies Translation<typeof en>;
