import type { gifs as en } from '../en/gifs.js';
import type { Translation } from '../translation.js';

export const gifs = {
  'gif.open': 'GIFs',
  'gif.search': 'GIFs suchen',
  'gif.none': 'Keine GIFs gefunden.',
  'gif.off': 'Dieser Server hat keinen GIF-Anbieter. Die Administration kann einen eintragen.',
  'gif.more': 'Mehr',
  'gif.unnamed': 'GIF',
  'gif.credit': 'Powered by GIPHY',
} as const satisfies Translation<typeof en>;
