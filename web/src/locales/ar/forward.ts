import type { forward as en } from '../en/forward.js';
import type { Translation } from '../translation.js';

export const forward = {
  'forward.action': 'إعادة توجيه',
  'forward.title': 'إعادة توجيه إلى',
  'forward.done': 'تمت إعادة التوجيه',
  'forward.from': 'أُعيد توجيهها من {name}',
  'forward.gone': 'حُذفت الرسالة.',
} as const satisfies Translation<typeof en>;
