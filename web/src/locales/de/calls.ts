import type { calls as en } from '../en/calls.js';
import type { Translation } from '../translation.js';

export const calls = {
  'call.audio': 'Sprachanruf',
  'call.video': 'Videoanruf',
  'call.incoming': '{name} ruft an',
  'call.rings_audio': 'ruft dich an',
  'call.rings_video': 'ruft dich mit Video an',
  'call.accept': 'Annehmen',
  'call.decline': 'Ablehnen',
  'call.hang_up': 'Auflegen',
  'call.mute': 'Mikrofon stummschalten',
  'call.camera_off': 'Kamera ausschalten',
  'call.with': 'Anruf mit {name}',
  'call.ringing': 'Es klingelt …',
  'call.connecting': 'Verbindung wird aufgebaut …',
  'call.busy': 'Eine Seite führt gerade ein anderes Gespräch.',
  'call.blocked': 'Ihr könnt einander nicht anrufen.',
  'call.failed': 'Der Anruf ist nicht zustande gekommen.',
  'call.no_camera':
    'Parley darf Kamera und Mikrofon nicht verwenden. Erlaube beides im Browser und rufe noch einmal an.',
  'call.no_microphone':
    'Parley darf das Mikrofon nicht verwenden. Erlaube es im Browser und rufe noch einmal an.',
  'call.was_ended': '{media}',
  'call.was_missed': 'Verpasster Anruf',
  'call.was_declined': 'Abgelehnter Anruf',
  'call.was_busy': 'Besetzt',
  'call.was_failed': 'Der Anruf kam nicht zustande',
} as const satisfies Translation<typeof en>;
