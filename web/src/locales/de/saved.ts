import type { saved as en } from '../en/saved.js';
import type { Translation } from '../translation.js';

export const saved = {
  'saved.action': 'Für später merken',
  'saved.title': 'Gemerkte Nachrichten',
  'saved.none': 'Noch nichts gemerkt',
  'saved.none_text': 'Merke dir eine Nachricht über ihr Menü, um sie hier wiederzufinden. Nur du siehst das.',
  'saved.more': 'Früher',
  'saved.remove': 'Von der Liste nehmen',
  'saved.done': 'Gemerkt',
  'saved.undone': 'Nicht mehr gemerkt',
} as const satisfies Translation<typeof en>;
