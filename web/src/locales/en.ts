import { account } from './en/account.js';
import { activity } from './en/activity.js';
import { auth } from './en/auth.js';
import { calls } from './en/calls.js';
import { common } from './en/common.js';
import { conversation } from './en/conversation.js';
import { emojis } from './en/emojis.js';
import { files } from './en/files.js';
import { forward } from './en/forward.js';
import { gifs } from './en/gifs.js';
import { links } from './en/links.js';
import { messages } from './en/messages.js';
import { notify } from './en/notify.js';
import { pictures } from './en/pictures.js';
import { previews } from './en/previews.js';
import { profile } from './en/profile.js';
import { rooms } from './en/rooms.js';
import { saved } from './en/saved.js';
import { search } from './en/search.js';
import { settings } from './en/settings.js';
import { shell } from './en/shell.js';
import { threads } from './en/threads.js';
import { tour } from './en/tour.js';

/** Every text of the web client, one file for each feature. Plural forms end in `_one` and `_other`. */
export const en = {
  ...account,
  ...activity,
  ...links,
  ...notify,
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
  ...search,
  ...settings,
  ...shell,
  ...threads,
  ...tour,
};
