import type { auth as en } from '../en/auth.js';
import type { Translation } from '../translation.js';

export const auth = {
  'auth.forgot': 'Passwort vergessen?',
  'auth.sign_in': 'Anmelden',
  'auth.sign_in_text': 'Schön, dass du wieder da bist.',
  'auth.ended': 'Deine Sitzung ist beendet. Entwürfe sind noch da; melde dich an, um weiterzumachen.',
  'auth.sign_up': 'Konto anlegen',
  'auth.sign_up_text': 'Ein Konto für diesen Server.',
  'auth.sign_out': 'Abmelden',
  'auth.email': 'E-Mail',
  'auth.password': 'Passwort',
  'auth.password_hint':
    'Mindestens {count} Zeichen. Ein paar Wörter merkt man sich leichter als Sonderzeichen.',
  'auth.display_name': 'Name',
  'auth.username': 'Benutzername',
  'auth.username_hint': 'So erwähnen dich andere: @benutzername',
  'auth.invitation': 'Einladungscode',
  'auth.no_account': 'Neu hier?',
  'auth.have_account': 'Schon ein Konto?',
} as const satisfies Translation<typeof en>;
