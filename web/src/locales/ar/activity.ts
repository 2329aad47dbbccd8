import type { activity as en } from '../en/activity.js';
import type { Translation } from '../translation.js';

export const activity = {
  'activity.title': 'النشاط',
  'activity.read_all': 'تحديد الكل كمقروء',
  'activity.none': 'لا جديد',
  'activity.none_text': 'تُجمع هنا الإشارات والرسائل المباشرة والردود في سلاسلك والتفاعلات.',
  'activity.failed': 'تعذّر تحميل النشاط.',
  'activity.more': 'الأقدم',
  'activity.unread': 'غير مقروء',
  'activity.mention': 'أشار إليك {name}',
  'activity.direct': 'راسلك {name}',
  'activity.thread_reply': 'ردّ {name} في سلسلة',
  'activity.keyword': 'ذكر {name} إحدى كلماتك',
  'activity.message': 'كتب {name} في {room}',
  'activity.reaction': 'تفاعل {name} بـ {emoji}',
  'activity.room_added': 'أضافك {name} إلى {room}',
  'activity.missed_call': 'فاتتك مكالمة من {name}',
} as const satisfies Translation<typeof en>;
