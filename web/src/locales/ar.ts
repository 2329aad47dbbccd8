import { auth } from './ar/auth.js';
import { calls } from './ar/calls.js';
import { common } from './ar/common.js';
import { conversation } from './ar/conversation.js';
import { files } from './ar/files.js';
import { messages } from './ar/messages.js';
import { profile } from './ar/profile.js';
import { rooms } from './ar/rooms.js';
import { search } from './ar/search.js';
import { settings } from './ar/settings.js';
import { shell } from './ar/shell.js';
import { threads } from './ar/threads.js';

export const ar = {
  ...auth,
  ...calls,
  ...common,
  ...conversation,
  ...files,
  ...messages,
  ...profile,
  ...rooms,
  ...search,
  ...settings,
  ...shell,
  ...threads,
};
