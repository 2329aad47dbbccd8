import { auth } from './de/auth.js';
import { calls } from './de/calls.js';
import { common } from './de/common.js';
import { conversation } from './de/conversation.js';
import { files } from './de/files.js';
import { messages } from './de/messages.js';
import { profile } from './de/profile.js';
import { rooms } from './de/rooms.js';
import { search } from './de/search.js';
import { settings } from './de/settings.js';
import { shell } from './de/shell.js';
import { threads } from './de/threads.js';

export const de = {
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
