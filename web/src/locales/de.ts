import { auth } from './de/auth.js';
import { common } from './de/common.js';
import { conversation } from './de/conversation.js';
import { messages } from './de/messages.js';
import { profile } from './de/profile.js';
import { rooms } from './de/rooms.js';
import { settings } from './de/settings.js';
import { shell } from './de/shell.js';
import { threads } from './de/threads.js';

export const de = {
  ...auth,
  ...common,
  ...conversation,
  ...messages,
  ...profile,
  ...rooms,
  ...settings,
  ...shell,
  ...threads,
};
