import type { links as en } from '../en/links.js';
import type { Translation } from '../translation.js';

export const links = {
  'auth.forgot_text': 'Wir senden dir einen Link, mit dem du ein neues wählst.',
  'auth.forgot_send': 'Link senden',
  'auth.forgot_sent': 'Falls es ein Konto mit dieser Adresse gibt, ist ein Link unterwegs.',
  'auth.reset': 'Wähle ein neues Passwort',
  'auth.reset_text': 'Mindestens 10 Zeichen. Du wirst auf allen Geräten abgemeldet.',
  'auth.reset_save': 'Passwort speichern',
  'auth.reset_done': 'Es ist geändert. Melde dich damit an.',
  'auth.confirm': 'Deine E-Mail-Adresse',
  'auth.confirm_busy': 'Wird bestätigt …',
  'auth.confirm_done': 'Sie ist bestätigt.',
  'auth.confirm_failed': 'Sie konnte nicht bestätigt werden.',
} as const satisfies Translation<typeof en>;
