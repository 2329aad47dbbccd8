import type { account as en } from '../en/account.js';
import type { Translation } from '../translation.js';

export const account = {
  'account.password': 'كلمة المرور',
  'account.current_password': 'كلمة المرور الحالية',
  'account.new_password': 'كلمة المرور الجديدة',
  'account.password_hint': '10 أحرف على الأقل. ستُسجَّل الأجهزة الأخرى خروجًا.',
  'account.change_password': 'تغيير كلمة المرور',
  'account.password_changed': 'تم تغيير كلمة المرور.',
  'account.email': 'البريد الإلكتروني',
  'account.new_email': 'البريد الجديد',
  'account.change_email': 'تغيير البريد',
  'account.email_changed': 'تم تغيير البريد.',
  'account.email_sent': 'افتح الرابط المرسل إلى العنوان الجديد.',
  'account.sessions': 'أماكن تسجيل دخولك',
  'account.this_device': 'هذا الجهاز',
  'account.unknown_device': 'جهاز غير معروف',
  'account.end_session': 'تسجيل الخروج',
  'account.end_others': 'تسجيل خروج كل الأجهزة الأخرى',
  'account.leave': 'مغادرة هذا الخادم',
  'account.leave_text': 'يمكن للمسؤول إعادة فتح الحساب المعطّل. أما المحو فنهائي.',
  'account.deactivate': 'تعطيل',
  'account.deactivate_text': 'سيُسجَّل خروجك في كل مكان ولن يتمكن أحد من مراسلتك. ما كتبته يبقى.',
  'account.erase': 'محو الحساب',
  'account.erase_text': 'يُحذف الاسم والصورة والعنوان والإعدادات نهائيًا. لا يمكن التراجع.',
  'account.erase_messages': 'احذف رسائلي أيضًا',
  'account.gone': 'حسابك مغلق.',
} as const satisfies Translation<typeof en>;
