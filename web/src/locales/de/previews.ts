import type { previews as en } from '../en/previews.js';
import type { Translation } from '../translation.js';

export const previews = {
  'preview.remove': 'Vorschau entfernen',
} as const satisfies Translation<typeof en>;
