import type { links as en } from '../en/links.js';
import type { Translation } from '../translation.js';

export const links = {
  'auth.forgot_text': 'سنرسل إليك رابطًا لاختيار كلمة جديدة.',
  'auth.forgot_send': 'أرسل الرابط',
  'auth.forgot_sent': 'إن كان لهذا العنوان حساب فالرابط في طريقه إليه.',
  'auth.reset': 'اختر كلمة مرور جديدة',
  'auth.reset_text': '10 أحرف على الأقل. سيُسجَّل خروجك من كل الأجهزة.',
  'auth.reset_save': 'حفظ كلمة المرور',
  'auth.reset_done': 'تم التغيير. سجّل الدخول بها.',
  'auth.confirm': 'بريدك الإلكتروني',
  'auth.confirm_busy': 'جارٍ التأكيد…',
  'auth.confirm_done': 'تم تأكيده.',
  'auth.confirm_failed': 'تعذّر تأكيده.',
} as const satisfies Translation<typeof en>;
