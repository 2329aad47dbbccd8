import type { settings as en } from '../en/settings.js';
import type { Translation } from '../translation.js';

export const settings = {
  'settings.title': 'الإعدادات',
  'settings.open': 'الإعدادات',
  'settings.profile': 'الملف الشخصي',
  'settings.appearance': 'المظهر',
  'settings.notifications': 'الإشعارات',
  'settings.security': 'الجلسات والأمان',
  'settings.blocked': 'المحظورون',

  'appearance.theme': 'السمة',
  'appearance.contrast': 'التباين',
  'appearance.contrast_system': 'كالنظام',
  'appearance.contrast_more': 'عالٍ',
  'appearance.density': 'الكثافة',
  'appearance.comfortable': 'مريحة',
  'appearance.compact': 'مدمجة',
  'appearance.motion': 'الحركة',
  'appearance.motion_system': 'كالنظام',
  'appearance.motion_less': 'أقل',
  'appearance.language': 'اللغة',
  'appearance.language_hint': 'تتبعها التواريخ والأرقام.',

  'blocked.text': 'من حظرته لا يستطيع مراسلتك وحدك. وما يقوله في الغرف يُطوى عندك.',
  'blocked.none': 'لا أحد محظور',
  'blocked.unblock': 'إلغاء الحظر',
  'blocked.unblocked': 'أُلغي حظر {name}',
  'blocked.block': 'حظر {name}',
  'blocked.blocked': 'حُظر {name}',
  'blocked.failed': 'تعذّر تحميل القائمة.',
  'blocked.folded': 'رسالة من شخص حظرته',
  'blocked.show': 'عرض',

  'settings.bots': 'البوتات',
  'settings.administration': 'الإدارة',
  'settings.server': 'هذا الخادم',
  'settings.people': 'الأشخاص',
  'settings.reports': 'البلاغات',
  'settings.audit': 'سجل الإشراف',
  'settings.invitations': 'الدعوات',
} as const satisfies Translation<typeof en>;
