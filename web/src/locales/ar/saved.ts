import type { saved as en } from '../en/saved.js';
import type { Translation } from '../translation.js';

export const saved = {
  'saved.action': 'حفظ لوقت لاحق',
  'saved.title': 'الرسائل المحفوظة',
  'saved.none': 'لا شيء محفوظ بعد',
  'saved.none_text': 'احفظ رسالة من قائمتها لتجدها هنا. لا يراها سواك.',
  'saved.more': 'الأقدم',
  'saved.remove': 'إزالة من القائمة',
  'saved.done': 'حُفظت',
  'saved.undone': 'لم تعد محفوظة',
} as const satisfies Translation<typeof en>;
