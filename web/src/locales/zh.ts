import { account } from './zh/account.js';
import { activity } from './zh/activity.js';
import { admin } from './zh/admin.js';
import { auth } from './zh/auth.js';
import { bots } from './zh/bots.js';
import { calls } from './zh/calls.js';
import { common } from './zh/common.js';
import { conversation } from './zh/conversation.js';
import { emojis } from './zh/emojis.js';
import { explain } from './zh/explain.js';
import { files } from './zh/files.js';
import { forward } from './zh/forward.js';
import { gifs } from './zh/gifs.js';
import { links } from './zh/links.js';
import { messages } from './zh/messages.js';
import { notify } from './zh/notify.js';
import { pictures } from './zh/pictures.js';
import { previews } from './zh/previews.js';
import { profile } from './zh/profile.js';
import { reports } from './zh/reports.js';
import { rooms } from './zh/rooms.js';
import { saved } from './zh/saved.js';
import { search } from './zh/search.js';
import { settings } from './zh/settings.js';
import { shell } from './zh/shell.js';
import { threads } from './zh/threads.js';
import { tour } from './zh/tour.js';

export const zh = {
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
