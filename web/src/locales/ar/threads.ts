import type { threads as en } from '../en/threads.js';
import type { Translation } from '../translation.js';

export const threads = {
  'thread.title': 'السلسلة',
  'thread.back': 'رجوع إلى المحادثة',
  'thread.widen': 'على كامل العرض',
  'thread.narrow': 'بجانب المحادثة',
  'thread.reply': 'رد',
  'thread.replies_zero': 'لا ردود',
  'thread.replies_one': 'رد واحد',
  'thread.replies_two': 'ردان',
  'thread.replies_few': '{count} ردود',
  'thread.replies_many': '{count} ردًا',
  'thread.replies_other': '{count} رد',
  'thread.last_reply': 'آخرها {time}',
  'thread.older': 'ردود أقدم',
  'thread.none': 'لا ردود بعد.',
  'thread.load_failed': 'تعذّر تحميل السلسلة.',
  'thread.follow': 'متابعة',
  'thread.following': 'متابَعة',
  'thread.follow_hint': 'تظهر الردود الجديدة في السلاسل.',
  'thread.people': 'في هذه السلسلة: {names}',
  'thread.also_in_room': 'إرسال إلى ⁦#{name}⁩ أيضًا',
  'thread.also_in_dm': 'إرسال إلى المحادثة أيضًا',

  'threads.title': 'السلاسل',
  'threads.none': 'لا سلاسل بعد',
  'threads.none_text': 'تُجمع هنا السلاسل التي تبدؤها أو ترد فيها أو يُشار إليك فيها.',
  'threads.failed': 'تعذّر تحميل السلاسل.',
  'threads.more': 'سلاسل أقدم',
} as const satisfies Translation<typeof en>;
