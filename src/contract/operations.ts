import * as accounts from './accounts.js';
import * as admin from './admin.js';
import * as audit from './audit.js';
import * as auth from './auth.js';
import * as blocks from './blocks.js';
import * as bots from './bots.js';
import * as calls from './calls.js';
import * as dm from './dm.js';
import * as drafts from './drafts.js';
import * as emojis from './emojis.js';
import * as exported from './export.js';
import * as files from './files.js';
import * as forwards from './forwards.js';
import * as gifs from './gifs.js';
import * as inbox from './inbox.js';
import * as invitations from './invitations.js';
import * as messages from './messages.js';
import * as notifications from './notifications.js';
import type { Operation } from './operation.js';
import * as pins from './pins.js';
import * as preferences from './preferences.js';
import * as presence from './presence.js';
import * as previews from './previews.js';
import * as push from './push.js';
import * as reactions from './reactions.js';
import * as reports from './reports.js';
import * as rooms from './rooms.js';
import * as saved from './saved.js';
import * as search from './search.js';
import * as sessions from './sessions.js';
import * as threads from './threads.js';
import * as typing from './typing.js';
import * as users from './users.js';
import * as webhooks from './webhooks.js';

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'input' in value && 'output' in value && 'summary' in value;

/** All that a client can ask for. */
export const operations: readonly Operation[] = [
  auth,
  accounts,
  sessions,
  exported,
  users,
  blocks,
  rooms,
  invitations,
  dm,
  messages,
  forwards,
  reactions,
  emojis,
  pins,
  saved,
  drafts,
  previews,
  files,
  typing,
  calls,
  threads,
  search,
  inbox,
  presence,
  preferences,
  notifications,
  push,
  reports,
  admin,
  audit,
  gifs,
  bots,
  webhooks,
].flatMap((domain) => Object.values(domain).filter(isOperation));
