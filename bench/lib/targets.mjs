/** The two servers that are measured in one run: bare Socket.IO, and Parley with its database and Redis. */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from '../../tools/services/index.mjs';
import { freePort } from '../../tools/services/port.mjs';

/**
 * Rooms and who is in them: each person has one connection, and may be in several rooms.
 *
 * @typedef {{ rooms: string[], members: number, connections: { auth: Record<string, unknown>, rooms: string[] }[] }} Seating
 * @typedef {object} Target
 * @property {'bare' | 'parley'} name
 * @property {string} url
 * @property {number} pid
 * @property {(rooms: number, members: number) => Promise<Seating>} seat
 * @property {() => Promise<void>} stop
 */

/** More people than this are not made for many small rooms: the same ones are in several. */
const MOST_PEOPLE = 400;
const PARALLEL = 8;
const root = new URL('../..', import.meta.url).pathname;

/** @param {import('node:child_process').ChildProcess} child */
const end = (child) =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });

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
    stop: async () => void (await end(child)),
  };
}

/** @param {{ durable: boolean }} options @returns {Promise<Target & { database: string, api: typeof post, people: () => { id: string, token: string }[] }>} */
export async function startParley({ durable }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const services = await startServices({
    ...{ env: process.env, dataDir, log: () => {}, durable, nodePath: process.execPath },
  });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = fork(join(root, 'dist/main.js'), {
    cwd: dataDir,
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      ...{ MONGODB_URI: services.mongodb.url, REDIS_URL: services.redis.url, DATA_DIR: dataDir },
      ...{ PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'warn', RATE_LIMIT_SCALE: '100000' },
      // A token must outlast the run: nobody renews it here.
      ACCESS_TOKEN_SECONDS: '7200',
    },
  });
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error('Parley did not start: is dist/ built?');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  /** @type {{ id: string, token: string }[]} */
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
    pid: /** @type {number} */ (child.pid),
    database: services.mongodb.name,
    api: post,
    people: () => people,
    seat: async (rooms, members) => {
      const all = await need(peopleFor(rooms, members));
      /** @type {string[]} */
      const ids = [];
      for (let room = 0; room < rooms; room += 1) {
        const inside = all.filter((_, person) => isIn(person, room, members, all.length));
        ids.push(await makeRoom(url, `bench ${room}`, inside));
      }
      const connections = all.map(({ token }, person) => ({
        auth: { token },
        rooms: ids.filter((_, room) => isIn(person, room, members, all.length)),
      }));
      return { rooms: ids, members, connections };
    },
    stop: async () => {
      await end(child);
      await services.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** @param {string} url */
const isReady = (url) =>
  fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

/** @param {string} url @param {number} n */
async function register(url, n) {
  const username = `bench${n}-${Date.now().toString(36)}`;
  const account = { username, email: `${username}@example.org`, password: 'correct horse battery' };
  const { token, user } = await post(url, '/auth/register', account);
  return { id: user.id, token };
}

/** @param {string} url @param {string} name @param {{ id: string, token: string }[]} inside */
async function makeRoom(url, name, inside) {
  const [owner, ...others] = inside;
  const { room } = await post(url, '/rooms', { name, type: 'private' }, owner?.token);
  for (let n = 0; n < others.length; n += 100) {
    const user_ids = others.slice(n, n + 100).map(({ id }) => id);
    await post(url, `/rooms/${room.id}/members`, { user_ids }, owner?.token);
  }
  return room.id;
}

/** @param {string} url @param {string} path @param {object} body @param {string} [token] @returns {Promise<any>} */
async function post(url, path, body, token) {
  const response = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
