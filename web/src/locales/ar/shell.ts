import type { shell as en } from '../en/shell.js';
import type { Translation } from '../translation.js';

export const shell = {
  'home.title': 'لا شيء مفتوح',
  'home.text': 'اختر محادثة من القائمة أو ابدأ واحدة.',

  'keys.open': 'اختصارات لوحة المفاتيح',
  'keys.title': 'اختصارات لوحة المفاتيح',
  'keys.everywhere': 'في كل مكان',
  'keys.switch': 'الانتقال إلى محادثة',
  'keys.previous': 'المحادثة السابقة',
  'keys.next': 'المحادثة التالية',
  'keys.close': 'إغلاق المفتوح',
  'keys.this': 'عرض هذه المفاتيح',
  'keys.writing': 'أثناء الكتابة',
  'keys.send': 'إرسال',
  'keys.line': 'سطر جديد',
  'keys.edit_last': 'تعديل آخر رسالة لك (في خانة فارغة)',
  'keys.mention': 'الإشارة إلى شخص',
  'keys.room': 'ذكر غرفة',
  'keys.message': 'على رسالة',
  'keys.walk': 'الرسالة السابقة والتالية',
  'keys.react': 'تفاعل',
  'keys.reply': 'رد في سلسلة',
  'keys.edit': 'تعديل',
  'keys.pin': 'تثبيت أو إلغاء التثبيت',
  'keys.copy': 'نسخ النص',
  'keys.link': 'نسخ رابطها',
  'keys.unread': 'تعليم كغير مقروءة من هنا',
  'keys.delete': 'حذف',

  'search.title': 'بحث',
  'search.here': 'ابحث في هذه المحادثة',
  'rail.home': 'المحادثات',
  'rail.me': '{name}: الملف الشخصي والمظهر والخروج',

  'sidebar.label': 'المحادثات',
  'sidebar.rooms': 'الغرف',
  'sidebar.dms': 'الرسائل المباشرة',
  'sidebar.no_rooms': 'في الغرف تتحدث المجموعات. أنشئ غرفة أو تصفح المزيد.',
  'sidebar.no_dms': 'اكتب لشخص بعلامة الزائد.',
  'sidebar.failed': 'تعذّر تحميل الغرف.',

  'switcher.open': 'الانتقال إلى محادثة (Ctrl K)',
  'switcher.title': 'انتقل إلى',
  'switcher.hint': 'غرفة أو شخص',
  'switcher.none': 'لا شيء بهذا الاسم.',

  'theme.system': 'كالنظام',
  'theme.light': 'فاتح',
  'theme.dark': 'داكن',
} as const satisfies Translation<typeof en>;
