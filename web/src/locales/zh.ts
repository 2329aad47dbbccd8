import { auth } from './zh/auth.js';
import { common } from './zh/common.js';
import { conversation } from './zh/conversation.js';
import { messages } from './zh/messages.js';
import { profile } from './zh/profile.js';
import { rooms } from './zh/rooms.js';
import { settings } from './zh/settings.js';
import { shell } from './zh/shell.js';
import { threads } from './zh/threads.js';

export const zh = {
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
