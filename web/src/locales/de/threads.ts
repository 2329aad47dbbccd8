import type { threads as en } from '../en/threads.js';
import type { Translation } from '../translation.js';

export const threads = {
  'thread.title': 'Thread',
  'thread.back': 'Zurück zur Unterhaltung',
  'thread.widen': 'Über die ganze Breite',
  'thread.narrow': 'Neben der Unterhaltung',
  'thread.reply': 'Antworten',
  'thread.replies_one': '{count} Antwort',
  'thread.replies_other': '{count} Antworten',
  'thread.last_reply': 'die letzte {time}',
  'thread.older': 'Frühere Antworten',
  'thread.none': 'Noch keine Antworten.',
  'thread.load_failed': 'Der Thread konnte nicht geladen werden.',
  'thread.follow': 'Folgen',
  'thread.following': 'Gefolgt',
  'thread.follow_hint': 'Neue Antworten erscheinen unter Threads.',
  'thread.people': 'In diesem Thread: {names}',
  'thread.also_in_room': 'Auch an #{name} senden',
  'thread.also_in_dm': 'Auch in die Unterhaltung senden',

  'threads.title': 'Threads',
  'threads.none': 'Noch keine Threads',
  'threads.none_text':
    'Hier sammeln sich Threads, die du beginnst, in denen du antwortest oder erwähnt wirst.',
  'threads.failed': 'Die Threads konnten nicht geladen werden.',
  'threads.more': 'Frühere Threads',
} as const satisfies Translation<typeof en>;
