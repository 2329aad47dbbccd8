import type { search as en } from '../en/search.js';
import type { Translation } from '../translation.js';

export const search = {
  'search.placeholder': 'Nachrichten und Dateien durchsuchen',
  'search.begin': 'Finde, was gesagt wurde',
  'search.begin_text': 'Gib Wörter ein, oder grenze ein mit from:, in:, has:, before: und after:.',
  'search.filters': 'Art der Ergebnisse',
  'search.type_all': 'Alles',
  'search.type_file': 'Dateien',
  'search.type_image': 'Bilder',
  'search.type_video': 'Videos',
  'search.type_link': 'Links',
  'search.type_text': 'Nur Text',
  'search.by_relevance': 'Relevanteste zuerst',
  'search.failed': 'Die Suche hat nicht funktioniert',
  'search.none': 'Nichts gefunden',
  'search.none_text': 'Versuche weniger Wörter oder eine andere Schreibweise.',
  'search.unknown': 'Es gibt nichts mit dem Namen {what}.',
  'search.more': 'Weitere Ergebnisse',
  'search.suggestions': 'Vorschläge',
  'search.forget': '„{query}“ vergessen',
  'search.clear': 'Suche leeren',
  'search.found_one': '{count} Ergebnis',
  'search.found_other': '{count} Ergebnisse',
} as const satisfies Translation<typeof en>;
