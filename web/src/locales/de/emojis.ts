import type { emojis as en } from '../en/emojis.js';
import type { Translation } from '../translation.js';

export const emojis = {
  'emojis.title': 'Emojis dieses Servers',
  'emojis.text':
    'Alle können sie in Nachrichten und als Reaktionen verwenden: den Namen zwischen Doppelpunkten schreiben.',
  'emojis.name': 'Name',
  'emojis.name_hint': '2 bis 32 Zeichen: a–z, 0–9, _ + -',
  'emojis.taken': 'Diesen Namen gibt es schon.',
  'emojis.add': 'Emoji hinzufügen',
  'emojis.none': 'Noch keine eigenen Emojis',
  'emojis.remove': 'Entfernen',
} as const satisfies Translation<typeof en>;
