import type { calls as en } from '../en/calls.js';
import type { Translation } from '../translation.js';

export const calls = {
  'call.audio': 'مكالمة صوتية',
  'call.video': 'مكالمة فيديو',
  'call.incoming': '{name} يتصل بك',
  'call.rings_audio': 'يتصل بك',
  'call.rings_video': 'يتصل بك بالفيديو',
  'call.accept': 'قبول',
  'call.decline': 'رفض',
  'call.hang_up': 'إنهاء المكالمة',
  'call.mute': 'كتم الميكروفون',
  'call.camera_off': 'إيقاف الكاميرا',
  'call.with': 'مكالمة مع {name}',
  'call.ringing': 'جارٍ الرنين…',
  'call.connecting': 'جارٍ الاتصال…',
  'call.busy': 'أحدكما في مكالمة أخرى.',
  'call.blocked': 'لا يمكنكما الاتصال ببعضكما.',
  'call.failed': 'تعذّر إجراء المكالمة.',
  'call.no_camera': 'لا يُسمح لـ Parley باستخدام الكاميرا والميكروفون. اسمح بهما في المتصفح ثم اتصل مجددًا.',
  'call.no_microphone': 'لا يُسمح لـ Parley باستخدام الميكروفون. اسمح به في المتصفح ثم اتصل مجددًا.',
  'call.was_ended': '{media}',
  'call.was_missed': 'مكالمة فائتة',
  'call.was_declined': 'مكالمة مرفوضة',
  'call.was_busy': 'مشغول',
  'call.was_failed': 'لم تتم المكالمة',
} as const satisfies Translation<typeof en>;
