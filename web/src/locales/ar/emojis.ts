import type { emojis as en } from '../en/emojis.js';
import type { Translation } from '../translation.js';

export const emojis = {
  'emojis.title': 'رموز هذا الخادم',
  'emojis.text': 'يمكن للجميع استخدامها في الرسائل والتفاعلات: اكتب الاسم بين نقطتين.',
  'emojis.name': 'الاسم',
  'emojis.name_hint': 'من 2 إلى 32: a–z و 0–9 و _ + -',
  'emojis.taken': 'هذا الاسم موجود.',
  'emojis.add': 'إضافة رمز',
  'emojis.none': 'لا رموز خاصة بعد',
  'emojis.remove': 'إزالة',
} as const satisfies Translation<typeof en>;
