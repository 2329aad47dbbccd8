import { account } from './de/account.js';
import { activity } from './de/activity.js';
import { admin } from './de/admin.js';
import { auth } from './de/auth.js';
import { bots } from './de/bots.js';
import { calls } from './de/calls.js';
import { common } from './de/common.js';
import { conversation } from './de/conversation.js';
import { emojis } from './de/emojis.js';
import { explain } from './de/explain.js';
import { files } from './de/files.js';
import { forward } from './de/forward.js';
import { gifs } from './de/gifs.js';
import { links } from './de/links.js';
import { messages } from './de/messages.js';
import { notify } from './de/notify.js';
import { pictures } from './de/pictures.js';
import { previews } from './de/previews.js';
import { profile } from './de/profile.js';
import { reports } from './de/reports.js';
import { rooms } from './de/rooms.js';
import { saved } from './de/saved.js';
import { search } from './de/search.js';
import { settings } from './de/settings.js';
import { shell } from './de/shell.js';
import { threads } from './de/threads.js';
import { tour } from './de/tour.js';

export const de = {
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
