import type { activity as en } from '../en/activity.js';
import type { Translation } from '../translation.js';

export const activity = {
  'activity.title': 'Aktivität',
  'activity.read_all': 'Alle als gelesen markieren',
  'activity.none': 'Nichts Neues',
  'activity.none_text':
    'Hier sammeln sich Erwähnungen, Direktnachrichten, Antworten in deinen Threads und Reaktionen.',
  'activity.failed': 'Die Aktivität konnte nicht geladen werden.',
  'activity.more': 'Früher',
  'activity.unread': 'Noch nicht gelesen',
  'activity.mention': '{name} hat dich erwähnt',
  'activity.direct': '{name} hat dir geschrieben',
  'activity.thread_reply': '{name} hat in einem Thread geantwortet',
  'activity.keyword': '{name} hat eines deiner Stichwörter geschrieben',
  'activity.message': '{name} hat in {room} geschrieben',
  'activity.reaction': '{name} hat mit {emoji} reagiert',
  'activity.room_added': '{name} hat dich zu {room} hinzugefügt',
  'activity.missed_call': 'Verpasster Anruf von {name}',
} as const satisfies Translation<typeof en>;
