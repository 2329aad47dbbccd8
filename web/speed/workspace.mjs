import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';

const PASSWORD = 'correct horse battery';
/** So many are on their way at once when many are to be there soon. */
const PARALLEL = 32;

/** A room in which one person reads, in a browser, what another one writes over a socket. */
export class Workspace {
  /** The text of the newest message. */
  last = '';
  #said = 0;

  /** @param {string} url @param {string} roomId @param {string} email @param {import('socket.io-client').Socket} socket */
  constructor(url, roomId, email, socket) {
    this.url = url;
    this.roomId = roomId;
    this.email = email;
    this.socket = socket;
  }

  get path() {
    return `/rooms/${this.roomId}`;
  }

  get password() {
    return PASSWORD;
  }

  /** @param {string} url */
  static async open(url) {
    const [reader, writer] = [await register(url, 'reader'), await register(url, 'writer')];
    const body = { name: `speed ${Date.now()}`, type: 'public', member_ids: [reader.id] };
    const { room } = await post(url, '/rooms', body, writer.token);
    const socket = io(url, { auth: { token: writer.token }, transports: ['websocket'] });
    await new Promise((resolve, reject) => {
      socket.once('ready', resolve);
      socket.once('connect_error', reject);
    });
    const workspace = new Workspace(url, room.id, reader.email, socket);
    await workspace.say(60);
    // What comes first needs everything that a text can need.
    await workspace.#one('**high water** at _nine_, see `tides.txt`');
    return workspace;
  }

  /** As fast as the server takes them. @param {number} count */
  async say(count) {
    let left = count;
    const lane = async () => {
      while (left-- > 0) await this.#one();
    };
    await Promise.all(Array.from({ length: PARALLEL }, lane));
    await this.#one();
  }

  /** So many a second, until the function that it gives is called. @param {number} perSecond */
  saySteadily(perSecond) {
    let goes = true;
    const began = performance.now();
    const done = (async () => {
      for (let n = 1; goes; n += 1) {
        void this.#one();
        await pause(Math.max(0, began + (n * 1000) / perSecond - performance.now()));
      }
    })();
    return () => {
      goes = false;
      return done;
    };
  }

  close() {
    this.socket.close();
  }

  /** @param {string} [content] */
  async #one(content = `message ${++this.#said}`) {
    const sent = { room_id: this.roomId, client_id: randomBytes(12).toString('hex'), content };
    const answer = await this.socket.timeout(30_000).emitWithAck('send_message', sent);
    if (!answer.ok) throw new Error(`a message was refused: ${JSON.stringify(answer.error)}`);
    this.last = content;
  }
}

/** @param {string} url @param {string} name */
async function register(url, name) {
  const username = `${name}-${randomBytes(4).toString('hex')}`;
  const email = `${username}@example.org`;
  const { token, user } = await post(url, '/auth/register', { username, email, password: PASSWORD });
  return { id: user.id, token, email };
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
