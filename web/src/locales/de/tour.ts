import type { tour as en } from '../en/tour.js';
import type { Translation } from '../translation.js';

export const tour = {
  'tour.label': 'Erste Schritte',
  'tour.step': 'Schritt {at} von {of}',
  'tour.end': 'Rundgang beenden',
  'tour.next': 'Weiter',
  'tour.done': 'Fertig',
  'tour.rooms': 'In Räumen reden',
  'tour.rooms_text':
    'In Räumen redet eine Gruppe. Tritt einem bei, der allen offen steht, oder lege einen an und lade Leute ein.',
  'tour.rooms_try': 'Räume ansehen',
  'tour.write': 'Jemandem schreiben',
  'tour.write_text': 'Eine Direktnachricht lesen nur die, die dabei sind: eine Person oder bis zu zehn.',
  'tour.write_try': 'Neue Nachricht',
  'tour.find': 'Schnell überallhin',
  'tour.find_text':
    '{keys} findet einen Raum oder eine Person nach wenigen Buchstaben. Ein Fragezeichen zeigt alle Tasten.',
  'tour.find_try': 'Ausprobieren',
  'tour.status': 'Sagen, wie es steht',
  'tour.status_text':
    'Dein Status sagt anderen, ob sie eine Antwort erwarten können. Bist du unsichtbar, sieht ihn niemand.',
  'tour.status_try': 'Status setzen',
} as const satisfies Translation<typeof en>;
