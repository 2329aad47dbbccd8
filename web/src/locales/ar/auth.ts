import type { auth as en } from '../en/auth.js';
import type { Translation } from '../translation.js';

export const auth = {
  'auth.forgot': 'نسيت كلمة المرور؟',
  'auth.sign_in': 'تسجيل الدخول',
  'auth.sign_in_text': 'سعداء برؤيتك من جديد.',
  'auth.ended': 'انتهت جلستك. المسودات محفوظة؛ سجّل الدخول للمتابعة.',
  'auth.sign_up': 'إنشاء حساب',
  'auth.sign_up_text': 'حساب واحد لهذا الخادم.',
  'auth.sign_out': 'تسجيل الخروج',
  'auth.email': 'البريد الإلكتروني',
  'auth.password': 'كلمة المرور',
  'auth.password_hint': '{count} أحرف على الأقل. تذكّر بضع كلمات أسهل من تذكّر الرموز.',
  'auth.display_name': 'الاسم',
  'auth.username': 'اسم المستخدم',
  'auth.username_hint': 'يذكرك الآخرون به: ‎@username',
  'auth.invitation': 'رمز الدعوة',
  'auth.no_account': 'جديد هنا؟',
  'auth.have_account': 'لديك حساب؟',
} as const satisfies Translation<typeof en>;
