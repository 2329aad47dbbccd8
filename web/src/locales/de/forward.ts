import type { forward as en } from '../en/forward.js';
import type { Translation } from '../translation.js';

export const forward = {
  'forward.action': 'Weiterleiten',
  'forward.title': 'Weiterleiten an',
  'forward.done': 'Weitergeleitet',
  'forward.from': 'Weitergeleitet von {name}',
  'forward.gone': 'Die Nachricht wurde gelöscht.',
} as const satisfies Translation<typeof en>;
