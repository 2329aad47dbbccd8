import { activity } from './en/activity.js';
import { auth } from './en/auth.js';
import { calls } from './en/calls.js';
import { common } from './en/common.js';
import { conversation } from './en/conversation.js';
import { emojis } from './en/emojis.js';
import { files } from './en/files.js';
import { forward } from './en/forward.js';
import { gifs } from './en/gifs.js';
import { messages } from './en/messages.js';
import { pictures } from './en/pictures.js';
import { previews } from './en/previews.js';
import { profile } from './en/profile.js';
import { rooms } from './en/rooms.js';
import { saved } from './en/saved.js';
import { settings } from './en/settings.js';
import { shell } from './en/shell.js';
import { threads } from './en/threads.js';

/** What the web client says from its start on, one file for each feature; the rest is in `later.ts`. Plural forms end in `_one` and `_other`. */
export const en = {
  ...activity,
  ...forward,
  ...saved,
  ...gifs,
  ...previews,
  ...pictures,
  ...emojis,
  ...auth,
  ...calls,
  ...common,
  ...conversation,
  ...files,
  ...messages,
  ...profile,
  ...rooms,
  ...settings,
  ...shell,
  ...threads,
};
