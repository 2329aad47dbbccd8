import type { conversation as en } from '../en/conversation.js';
import type { Translation } from '../translation.js';

export const conversation = {
  'composer.room': 'Nachricht an #{name}',
  'composer.dm': 'Nachricht an {name}',
  'composer.emoji': 'Emoji einfügen',
  'composer.send': 'Senden',
  'composer.rooms': 'Räume zum Nennen',
  'composer.emojis': 'Emojis',
  'composer.mention': 'Personen zum Erwähnen',
  'composer.left_one': 'noch {count} Zeichen',
  'composer.left_other': 'noch {count} Zeichen',
  'composer.too_long_one': '{count} Zeichen zu viel',
  'composer.too_long_other': '{count} Zeichen zu viel',

  'code.copy': 'Code kopieren',
  'code.copied': 'Code kopiert',

  'conversation.messages': 'Nachrichten',
  'conversation.new': 'Neu',
  'conversation.to_latest': 'Zur neuesten',
  'conversation.new_below_one': '{count} neue Nachricht',
  'conversation.new_below_other': '{count} neue Nachrichten',
  'conversation.load_failed': 'Die Nachrichten konnten nicht geladen werden. Es ist nichts verloren.',
  'conversation.not_here': 'Diese Nachricht ist nicht mehr hier.',

  'dm.new': 'Neue Nachricht',
  'dm.new_text': 'Schreibe einer Person oder einer Gruppe von bis zu zehn.',
  'dm.to': 'An',
  'dm.open': 'Beginnen',
  'dm.people_one': '{count} Person',
  'dm.people_other': '{count} Personen',
  'dm.and_more': '{names} und {count} weitere',
  'dm.intro': 'Hier beginnt deine Unterhaltung mit {name}. Nur wer dabei ist, kann sie lesen.',
  'dm.unknown_title': 'Diese Unterhaltung ist nicht hier',
  'dm.unknown_text': 'Sie gehört vielleicht anderen, oder der Link ist falsch.',

  'emoji.search': 'Emoji suchen',
  'emoji.none': 'Kein solches Emoji',
  'emoji.pick': 'Wähle ein Emoji',
  'emoji.tone': 'Hautfarbe',

  'format.label': 'Formatierung',
  'format.show': 'Formatierung zeigen',
  'format.bold': 'Fett',
  'format.italic': 'Kursiv',
  'format.strike': 'Durchgestrichen',
  'format.code': 'Code',
  'format.link': 'Link',
  'format.list': 'Liste',
  'format.quote': 'Zitat',
  'format.block': 'Codeblock',

  'typing.one': '{name} schreibt …',
  'typing.two': '{first} und {second} schreiben …',
  'typing.many': '{count} Personen schreiben …',
} as const satisfies Translation<typeof en>;
