import type { profile as en } from '../en/profile.js';
import type { Translation } from '../translation.js';

export const profile = {
  'profile.account': 'إعدادات الحساب',
  'profile.edit': 'تعديل الملف الشخصي والحالة',
  'profile.open': 'الملف الشخصي والحالة',
  'profile.title': 'الملف الشخصي والحالة',
  'profile.state': 'يظهر للآخرين',
  'profile.status': 'الحالة',
  'profile.status_hint': 'ماذا تفعل؟',
  'profile.emoji': 'رمز الحالة',
  'profile.clear': 'مسح الحالة',
  'profile.until': 'مسحها',
} as const satisfies Translation<typeof en>;
