import type { files as en } from '../en/files.js';
import type { Translation } from '../translation.js';

export const files = {
  'files.attach': 'إرفاق ملفات',
  'files.attached': 'الملفات المرفقة',
  'files.drop': 'أفلت الملفات لإرفاقها',
  'files.too_many': 'يمكن إرفاق {count} ملفات بالرسالة كحد أقصى.',
  'files.retry': 'إعادة رفع {name}',
  'files.remove': 'إزالة {name}',
  'files.uploading': 'جارٍ رفع {name}',
  'files.open': 'فتح {name}',
  'files.download': 'تنزيل',
  'files.of': '{at} من {count}',
  'files.previous': 'الصورة السابقة',
  'files.next': 'الصورة التالية',
  'files.title': 'الملفات',
  'files.none': 'تظهر هنا الملفات المرسلة في هذه المحادثة.',
  'files.more': 'ملفات أقدم',
} as const satisfies Translation<typeof en>;
