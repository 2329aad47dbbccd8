import { auth } from './zh/auth.js';
import { calls } from './zh/calls.js';
import { common } from './zh/common.js';
import { conversation } from './zh/conversation.js';
import { files } from './zh/files.js';
import { messages } from './zh/messages.js';
import { profile } from './zh/profile.js';
import { rooms } from './zh/rooms.js';
import { search } from './zh/search.js';
import { settings } from './zh/settings.js';
import { shell } from './zh/shell.js';
import { threads } from './zh/threads.js';

export const zh = {
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
