import type { files as en } from '../en/files.js';
import type { Translation } from '../translation.js';

export const files = {
  'files.attach': 'Dateien anhängen',
  'files.attached': 'Angehängte Dateien',
  'files.drop': 'Dateien hier ablegen, um sie anzuhängen',
  'files.too_many': 'Eine Nachricht fasst bis zu {count} Dateien.',
  'files.retry': '{name} noch einmal hochladen',
  'files.remove': '{name} entfernen',
  'files.uploading': '{name} wird hochgeladen',
  'files.open': '{name} öffnen',
  'files.download': 'Herunterladen',
  'files.of': '{at} von {count}',
  'files.previous': 'Voriges Bild',
  'files.next': 'Nächstes Bild',
  'files.title': 'Dateien',
  'files.none': 'Hier erscheinen Dateien, die in dieser Unterhaltung gesendet werden.',
  'files.more': 'Frühere Dateien',
} as const satisfies Translation<typeof en>;
