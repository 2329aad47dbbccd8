import { account } from './ar/account.js';
import { activity } from './ar/activity.js';
import { admin } from './ar/admin.js';
import { auth } from './ar/auth.js';
import { bots } from './ar/bots.js';
import { calls } from './ar/calls.js';
import { common } from './ar/common.js';
import { conversation } from './ar/conversation.js';
import { emojis } from './ar/emojis.js';
import { explain } from './ar/explain.js';
import { files } from './ar/files.js';
import { forward } from './ar/forward.js';
import { gifs } from './ar/gifs.js';
import { links } from './ar/links.js';
import { messages } from './ar/messages.js';
import { notify } from './ar/notify.js';
import { pictures } from './ar/pictures.js';
import { previews } from './ar/previews.js';
import { profile } from './ar/profile.js';
import { reports } from './ar/reports.js';
import { rooms } from './ar/rooms.js';
import { saved } from './ar/saved.js';
import { search } from './ar/search.js';
import { settings } from './ar/settings.js';
import { shell } from './ar/shell.js';
import { threads } from './ar/threads.js';
import { tour } from './ar/tour.js';

export const ar = {
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
  ...admin,
  ...bots,
  ...explain,
  ...reports,
};
