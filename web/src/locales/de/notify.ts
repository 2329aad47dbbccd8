import type { notify as en } from '../en/notify.js';
import type { Translation } from '../translation.js';

export const notify = {
  'notify.level': 'Benachrichtige mich über',
  'notify.all': 'Jede Nachricht',
  'notify.mentions': 'Erwähnungen und das Folgende',
  'notify.none': 'Nichts',
  'notify.default': 'Wie überall',
  'notify.direct_messages': 'Direktnachrichten',
  'notify.thread_replies': 'Antworten in Threads, denen ich folge',
  'notify.reactions': 'Reaktionen auf meine Nachrichten',
  'notify.keywords': 'Wörter, die mich rufen',
  'notify.keywords_hint': 'Durch Kommas getrennt. Sie benachrichtigen wie eine Erwähnung.',
  'notify.quiet': 'Ruhezeit',
  'notify.quiet_hint': 'In dieser Zeit wird nichts zugestellt; es wartet unter Aktivität.',
  'notify.quiet_from': 'Von',
  'notify.quiet_to': 'Bis',
  'notify.push': 'Benachrichtigungen auf diesem Gerät',
  'notify.push_hint': 'Auch wenn Parley geschlossen ist.',
  'notify.push_denied': 'Der Browser erlaubt sie nicht. Ändere das in den Einstellungen dieser Seite.',
  'notify.push_unsupported': 'Dieser Browser kann sie bei geschlossener Seite nicht zeigen.',
  'notify.push_content': 'Zeigen, was geschrieben wurde',
  'notify.receipts': 'Lesebestätigungen',
  'notify.receipts_hint':
    'Sind sie aus, sieht niemand, was du gelesen hast, und du siehst es bei anderen nicht.',
  'notify.here': 'Benachrichtigungen hier',
  'notify.mute': 'Stummschalten',
  'notify.unmute': 'Stummschaltung aufheben',
} as const satisfies Translation<typeof en>;
