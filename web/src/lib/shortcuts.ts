import { type TextKey, t } from './i18n.js';

interface Shortcut {
  key: string;
  text: TextKey;
}

/** On a focused message, by what they do: menus show them and `?` lists them. */
export const messageKeys = {
  react: { key: '+', text: 'keys.react' },
  reply: { key: 'R', text: 'keys.reply' },
  edit: { key: 'E', text: 'keys.edit' },
  pin: { key: 'P', text: 'keys.pin' },
  copy: { key: 'C', text: 'keys.copy' },
  link: { key: 'L', text: 'keys.link' },
  forward: { key: 'F', text: 'forward.action' },
  save: { key: 'S', text: 'saved.action' },
  receipts: { key: 'V', text: 'message.seen_by_whom' },
  history: { key: 'H', text: 'message.history' },
  unread: { key: 'U', text: 'keys.unread' },
  explain: { key: 'W', text: 'message.explain' },
  report: { key: 'X', text: 'message.report' },
  delete: { key: 'Del', text: 'keys.delete' },
} as const satisfies Record<string, Shortcut>;

/** With Alt and Shift, wherever one is: letters alone belong to the text. */
export const screenKeys = {
  search: { key: 'F', text: 'search.title' },
  threads: { key: 'T', text: 'threads.title' },
  activity: { key: 'A', text: 'activity.title' },
  saved: { key: 'S', text: 'saved.title' },
  settings: { key: 'P', text: 'settings.title' },
  details: { key: 'I', text: 'room.details' },
  'new-dm': { key: 'N', text: 'dm.new' },
  'create-room': { key: 'C', text: 'room.create' },
  'browse-rooms': { key: 'B', text: 'room.browse' },
} as const satisfies Record<string, Shortcut>;

/** What keyboards of the language have another word for. */
const words: Partial<Record<string, TextKey>> = { Ctrl: 'key.ctrl', Shift: 'key.shift', Del: 'key.del' };

/** As it is written on the keyboard. */
export const keyName = (key: string): string => {
  const word = words[key];
  return word ? t(word) : key;
};

/** Some that are pressed together: `Ctrl K`. */
export const keyNames = (keys: string): string => keys.split(' ').map(keyName).join(' ');

export type ScreenKey = keyof typeof screenKeys;

const nameOf = ({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string => {
  if (key === 'Delete') return 'Del';
  // Where letters are not Latin, or Alt makes other signs of them, the place on the keyboard says which is meant.
  const letter = /^[a-z]$/i.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? key);
  return letter.toUpperCase();
};

/** Which of them a key asks for. */
export const shortcutOf = <Name extends string>(
  shortcuts: Record<Name, Shortcut>,
  event: Pick<KeyboardEvent, 'key' | 'code'>,
): Name | undefined => {
  const name = nameOf(event);
  return (Object.keys(shortcuts) as Name[]).find((one) => shortcuts[one].key === name);
};
