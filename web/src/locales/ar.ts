import { auth } from './ar/auth.js';
import { common } from './ar/common.js';
import { conversation } from './ar/conversation.js';
import { messages } from './ar/messages.js';
import { profile } from './ar/profile.js';
import { rooms } from './ar/rooms.js';
import { settings } from './ar/settings.js';
import { shell } from './ar/shell.js';
import { threads } from './ar/threads.js';

export const ar = {
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
