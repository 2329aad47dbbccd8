import { account } from './en/account.js';
import { admin } from './en/admin.js';
import { bots } from './en/bots.js';
import { explain } from './en/explain.js';
import { links } from './en/links.js';
import { notify } from './en/notify.js';
import { reports } from './en/reports.js';
import { search } from './en/search.js';
import { tour } from './en/tour.js';

/** Texts of screens that few people open: they come with the first of these screens. */
export const later = {
  ...account,
  ...admin,
  ...bots,
  ...explain,
  ...links,
  ...notify,
  ...reports,
  ...search,
  ...tour,
};
