/** The servers of one run: bare Socket.IO, and nodes of Parley with their database and Redis. */
import { fork } from 'node:child_process';
import { freePort } from '../../tools/services/port.mjs';
import { openAccounts } from './accounts.mjs';
import { end, startBackends } from './parley.mjs';
import { membersOf, peopleFor, seat } from './seating.mjs';

const MEMBERS_AT_ONCE = 100;

/** @typedef {import('./seating.mjs').Plan} Plan */
/** @typedef {import('./seating.mjs').Seating} Seating */
/** @typedef {import('./parley.mjs').Person} Person */
/** @typedef {{ name: string, url: string, pid: number, inspector?: number | undefined, stop: () => Promise<void> }} Server */
/** @typedef {Awaited<ReturnType<typeof startWorld>>} World */

/** @param {{ inspect?: boolean }} [options] @returns {Promise<Server & { readyMs: number }>} */
export async function startBare({ inspect = false } = {}) {
  const inspector = inspect ? await freePort() : undefined;
  const began = performance.now();
  const child = fork(new URL('./bare.mjs', import.meta.url), {
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: inspector ? [`--inspect=127.0.0.1:${inspector}`] : [],
    stdio: ['inherit', 'inherit', inspector ? 'ignore' : 'inherit', 'ipc'],
  });
  const { port } = await new Promise((resolve) => child.once('message', resolve));
  const readyMs = performance.now() - began;
  return {
    ...{ name: 'bare', url: `http://127.0.0.1:${port}`, pid: /** @type {number} */ (child.pid), inspector },
    ...{ readyMs, stop: () => end(child) },
  };
}

/** Of bare: whoever says to be in a room is in it. @param {Plan[]} plan @param {number} [people] */
export const seatBare = (plan, people) =>
  seat(
    plan,
    plan.map((_, room) => `${room}`.padStart(24, 'a')),
    (person, rooms) => {
      const user = `${person}`.padStart(24, 'b');
      return { user, auth: { user_id: user, rooms } };
    },
    people,
  );

/** Everything that a scene needs. @param {{ inspect: boolean }} options */
export async function startWorld({ inspect }) {
  const bare = await startBare();
  const backends = await startBackends({ durable: true });
  const node = await backends.startNode({ inspect });
  const { invite, close } = await openAccounts({ mongodbUrl: backends.mongodbUrl, url: node.url });
  /** @type {Server} */
  const parley = { name: 'parley', ...node };

  /** Rooms with their members, made over HTTP. @param {Plan[]} plan @param {string} name @param {Person[]} [invited] who is in them; people of their own unless said @returns {Promise<Seating>} */
  const seatParley = async (plan, name, invited) => {
    const people = invited ?? (await invite(peopleFor(plan)));
    /** @type {string[]} */
    const ids = [];
    for (const [room, inside] of membersOf(plan, people.length).entries()) {
      const members = inside.map((person) => /** @type {Person} */ (people[person]));
      ids.push(await makeRoom(`${name} ${room}`, members));
    }
    const identityOf = (/** @type {number} */ person) => {
      const { id = '', token } = people[person] ?? {};
      return { user: id, auth: { token } };
    };
    return seat(plan, ids, identityOf, people.length);
  };

  return {
    ...{ bare, parley, backends, invite, seatParley },
    stop: async () => {
      await Promise.all([bare.stop(), node.stop(), close()]);
      await backends.stop();
    },
  };
}

/** @param {string} name @param {Person[]} inside */
async function makeRoom(name, [owner, ...others]) {
  if (!owner) throw new Error('A room needs somebody who makes it.');
  const { room } = await owner.api.createRoom({ name, type: 'private' });
  for (let n = 0; n < others.length; n += MEMBERS_AT_ONCE) {
    const user_ids = others.slice(n, n + MEMBERS_AT_ONCE).map(({ id }) => id);
    await owner.api.addMembers({ room_id: room.id, user_ids });
  }
  return room.id;
}
