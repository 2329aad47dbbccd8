import type { notify as en } from '../en/notify.js';
import type { Translation } from '../translation.js';

export const notify = {
  'notify.level': 'أخطرني بشأن',
  'notify.all': 'كل رسالة',
  'notify.mentions': 'الإشارات وما يلي',
  'notify.none': 'لا شيء',
  'notify.default': 'كما في كل مكان',
  'notify.direct_messages': 'الرسائل المباشرة',
  'notify.thread_replies': 'الردود في السلاسل التي أتابعها',
  'notify.reactions': 'التفاعلات مع رسائلي',
  'notify.keywords': 'كلمات تنبّهني',
  'notify.keywords_hint': 'مفصولة بفواصل. تُخطرك كالإشارة.',
  'notify.quiet': 'ساعات الهدوء',
  'notify.quiet_hint': 'لا إشعارات خلالها؛ تنتظرك في النشاط.',
  'notify.quiet_from': 'من',
  'notify.quiet_to': 'إلى',
  'notify.push': 'الإشعارات على هذا الجهاز',
  'notify.push_hint': 'حتى عندما يكون Parley مغلقًا.',
  'notify.push_denied': 'المتصفح لا يسمح بها. غيّر ذلك في إعدادات هذا الموقع.',
  'notify.push_unsupported': 'لا يستطيع هذا المتصفح عرضها والصفحة مغلقة.',
  'notify.push_content': 'إظهار نص الرسالة',
  'notify.receipts': 'إيصالات القراءة',
  'notify.receipts_hint': 'عند إيقافها لا يرى أحد ما قرأت، ولا ترى ما قرأه الآخرون.',
  'notify.here': 'الإشعارات هنا',
  'notify.mute': 'كتم',
  'notify.unmute': 'إلغاء الكتم',
} as const satisfies Translation<typeof en>;
