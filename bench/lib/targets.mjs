/** The two servers that are measured in one run: bare Socket.IO, and Parley with its database and Redis. */
import { fork } from 'node:child_process';
import { end, register, startBackends } from './parley.mjs';

/**
 * Rooms and who is in them: each person has one connection, and may be in several rooms.
 *
 * @typedef {{ rooms: string[], members: number, connections: { auth: Record<string, unknown>, rooms: string[] }[] }} Seating
 * @typedef {object} Target
 * @property {'bare' | 'parley'} name
 * @property {string} url
 * @property {number} pid
 * @property {number} [inspector] port of its debugger
 * @property {(rooms: number, members: number) => Promise<Seating>} seat
 * @property {() => Promise<void>} stop
 */

/** More people than this are not made for many small rooms: the same ones are in several. */
const MOST_PEOPLE = 400;
const PARALLEL = 8;

/** @param {number} rooms @param {number} members */
const peopleFor = (rooms, members) => Math.max(members, Math.min(rooms * members, MOST_PEOPLE));

/** Rooms take their members in turn, so that everybody is in as many. @param {number} person @param {number} room @param {number} members @param {number} people */
const isIn = (person, room, members, people) =>
  (person - ((room * members) % people) + people) % people < members;

/** @returns {Promise<Target>} */
export async function startBare() {
  const child = fork(new URL('./bare.mjs', import.meta.url));
  const { port } = await new Promise((resolve) => child.once('message', resolve));
  return {
    name: 'bare',
    url: `http://127.0.0.1:${port}`,
    pid: /** @type {number} */ (child.pid),
    seat: async (rooms, members) => {
      const ids = Array.from({ length: rooms }, (_, n) => `room-${n}`);
      const people = peopleFor(rooms, members);
      const connections = Array.from({ length: people }, (_, person) => {
        const inside = ids.filter((_id, room) => isIn(person, room, members, people));
        return { auth: { rooms: inside }, rooms: inside };
      });
      return { rooms: ids, members, connections };
    },
    stop: () => end(child),
  };
}

/** @param {{ durable: boolean, inspect?: boolean }} options @returns {Promise<Target & { database: string }>} */
export async function startParley({ durable, inspect = false }) {
  const backends = await startBackends({ durable });
  const node = await backends.startNode({ inspect });
  const { url } = node;
  /** @type {import('./parley.mjs').Person[]} */
  const people = [];
  /** @param {number} count */
  const need = async (count) => {
    while (people.length < count) {
      const missing = Math.min(PARALLEL, count - people.length);
      const fresh = Array.from({ length: missing }, (_, n) => register(url, people.length + n));
      people.push(...(await Promise.all(fresh)));
    }
    return people.slice(0, count);
  };
  return {
    name: 'parley',
    url,
    pid: node.pid,
    ...(node.inspector && { inspector: node.inspector }),
    database: backends.database,
    seat: async (rooms, members) => {
      const all = await need(peopleFor(rooms, members));
      /** @type {string[]} */
      const ids = [];
      for (let room = 0; room < rooms; room += 1) {
        const inside = all.filter((_, person) => isIn(person, room, members, all.length));
        ids.push(await makeRoom(`bench ${room}`, inside));
      }
      const connections = all.map(({ token }, person) => ({
        auth: { token },
        rooms: ids.filter((_, room) => isIn(person, room, members, all.length)),
      }));
      return { rooms: ids, members, connections };
    },
    stop: async () => {
      await node.stop();
      await backends.stop();
    },
  };
}

/** @param {string} name @param {import('./parley.mjs').Person[]} inside */
async function makeRoom(name, [owner, ...others]) {
  if (!owner) throw new Error('A room needs somebody who makes it.');
  const { room } = await owner.api.createRoom({ name, type: 'private' });
  for (let n = 0; n < others.length; n += 100) {
    const user_ids = others.slice(n, n + 100).map(({ id }) => id);
    await owner.api.addMembers({ room_id: room.id, user_ids });
  }
  return room.id;
}
