import type { tour as en } from '../en/tour.js';
import type { Translation } from '../translation.js';

export const tour = {
  'tour.label': 'الخطوات الأولى',
  'tour.step': 'الخطوة {at} من {of}',
  'tour.end': 'إنهاء الجولة',
  'tour.next': 'التالي',
  'tour.done': 'تم',
  'tour.rooms': 'تحدّث في الغرف',
  'tour.rooms_text': 'الغرف مكان حديث المجموعات. انضم إلى غرفة مفتوحة للجميع، أو أنشئ واحدة وادعُ إليها.',
  'tour.rooms_try': 'تصفّح الغرف',
  'tour.write': 'اكتب إلى شخص',
  'tour.write_text': 'الرسالة المباشرة لا يقرؤها إلا من فيها: شخص واحد، أو حتى عشرة.',
  'tour.write_try': 'رسالة جديدة',
  'tour.find': 'انتقل بسرعة',
  'tour.find_text': 'يجد {keys} غرفة أو شخصًا ببضعة أحرف. وعلامة الاستفهام تعرض كل المفاتيح.',
  'tour.find_try': 'جرّبه',
  'tour.status': 'أخبر عن حالك',
  'tour.status_text': 'تُعلم حالتك الآخرين إن كان لهم أن ينتظروا ردًا. ولا يراها أحد إن اخترت أن تكون مخفيًا.',
  'tour.status_try': 'ضبط حالتي',
} as const satisfies Translation<typeof en>;
