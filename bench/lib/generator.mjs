/** Makes the load, in a process of its own, as its parent tells it over IPC. */
import { Crowd } from './crowd.mjs';
import { storm } from './storm.mjs';
import { typing } from './typing.mjs';

/** @type {Map<string, Crowd>} */
const crowds = new Map();
/** @param {{ key: string }} options */
const crowd = ({ key }) => {
  const found = crowds.get(key);
  if (!found) throw new Error(`nobody is connected as ${key}`);
  return found;
};

/** @type {Record<string, (options: any) => unknown>} */
const commands = {
  connect: ({ key, url, seating }) => {
    crowds.set(key, new Crowd(url, seating));
    return crowd({ key }).connect();
  },
  load: (options) => crowd(options).load(options),
  capacity: (options) => crowd(options).capacity(options),
  sends: (options) => crowd(options).sends(options),
  counts: (options) => crowd(options).counts,
  times: (options) => crowd(options).times(),
  storm: (options) => storm(options),
  typing: (options) => typing(crowd(options), options),
  disconnect: (options) => {
    crowd(options).leave();
    crowds.delete(options.key);
    return {};
  },
};

process.on(
  'message',
  async (/** @type {{ id: number, command: string, options: unknown }} */ { id, command, options }) => {
    try {
      process.send?.({ id, result: (await commands[command]?.(options)) ?? {} });
    } catch (error) {
      process.send?.({ id, error: String(error) });
    }
  },
);
process.once('disconnect', () => process.exit());
