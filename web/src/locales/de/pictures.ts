import type { pictures as en } from '../en/pictures.js';
import type { Translation } from '../translation.js';

export const pictures = {
  'picture.change': 'Bild ändern',
  'picture.remove': 'Bild entfernen',
  'picture.cover': 'Titelbild',
  'picture.zoom': 'Vergrößern',
} as const satisfies Translation<typeof en>;
