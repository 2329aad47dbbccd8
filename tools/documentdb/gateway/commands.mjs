/** All commands by name. */
import { catalog } from './catalog.mjs';
import { explain } from './explain.mjs';
import { local } from './local-commands.mjs';
import { reads } from './reads.mjs';
import { sessions } from './sessions.mjs';
import { writes } from './writes.mjs';

/** @type {Map<string, import('./calls.mjs').Command>} */
export const commands = new Map(
  Object.entries({ ...local, ...reads, ...writes, ...catalog, ...sessions, explain }),
);
