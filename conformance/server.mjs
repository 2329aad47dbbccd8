/** A server as it is seen from outside: HTTP, and Socket.IO's own client. Nothing of the server's code nor of the SDK. */
import { randomBytes } from 'node:crypto';
import { io } from 'socket.io-client';

const ANSWER_MS = 15_000;
/** A server may limit how fast one speaks: longer than this is not waited for. */
const PATIENCE_MS = 60_000;

/** @typedef {Record<string, any>} Json */
/** @typedef {{ status: number, body: Json, headers: Headers }} Answer */

/** @param {string} url @param {string} method @param {string} path @param {{ token?: string, body?: unknown, raw?: string }} [options] @returns {Promise<Answer>} */
export async function http(url, method, path, { token, body, raw } = {}) {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: {
      ...(sent !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: sent,
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers };
}

/** The same again when a limit allows it. @template {Json} T @param {() => Promise<T>} ask @param {(answer: T) => number | undefined} waitOf @returns {Promise<T>} */
async function patiently(ask, waitOf) {
  for (const since = Date.now(); ; ) {
    const answer = await ask();
    const wait = waitOf(answer);
    if (wait === undefined || Date.now() + wait - since > PATIENCE_MS) return answer;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** @param {string} url @param {string} method @param {string} path @param {{ token?: string, body?: unknown }} [options] @returns {Promise<Answer>} */
const patientHttp = (url, method, path, options) =>
  patiently(
    () => http(url, method, path, options),
    ({ status, body }) => (status === 429 ? Number(body.retry_after_ms) : undefined),
  );

/** One connection: what it receives, in order, and a way to ask. */
export class Line {
  /** @type {{ event: string, payload: Json }[]} */
  received = [];
  /** @type {(() => void)[]} */
  waiting = [];

  /** @param {import('socket.io-client').Socket} socket */
  constructor(socket) {
    this.socket = socket;
    socket.onAny((event, payload) => {
      this.received.push({ event, payload });
      for (const wake of this.waiting.splice(0)) wake();
    });
  }

  /** @param {string} event @param {unknown} [payload] @returns {Promise<Json>} the acknowledgement */
  ask(event, payload) {
    return patiently(
      () => this.socket.timeout(ANSWER_MS).emitWithAck(event, payload),
      ({ error }) => error?.retry_after_ms,
    );
  }

  /** @param {string} event @param {(payload: Json) => boolean} [matches] @returns {Promise<Json>} */
  async next(event, matches = () => true) {
    const end = Date.now() + ANSWER_MS;
    for (;;) {
      const found = this.received.find((one) => one.event === event && matches(one.payload));
      if (found) return found.payload;
      const left = end - Date.now();
      if (left <= 0) throw new Error(`no ${event} came within ${ANSWER_MS} ms`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve(undefined);
        });
      });
    }
  }

  close() {
    this.socket.disconnect();
  }
}

/** Somebody with an account of their own, made for this run. */
export class Person {
  /** @type {Line[]} */
  lines = [];

  /** @param {string} url @param {Json} session */
  constructor(url, session) {
    this.url = url;
    this.token = /** @type {string} */ (session.token);
    this.refreshToken = /** @type {string} */ (session.refresh_token);
    this.id = /** @type {string} */ (session.user.id);
    this.username = /** @type {string} */ (session.user.username);
  }

  /** @param {string} method @param {string} path @param {unknown} [body] */
  api(method, path, body) {
    return patientHttp(this.url, method, path, { token: this.token, body });
  }

  /** A connection that has received `ready`. */
  async connect() {
    const line = new Line(connect(this.url, this.token));
    this.lines.push(line);
    await line.next('ready');
    return line;
  }

  close() {
    for (const line of this.lines) line.close();
  }
}

/** @param {string} url @param {string} token */
export const connect = (url, token) =>
  io(url, { auth: { token }, transports: ['websocket'], forceNew: true, reconnection: false });

/** @param {string} url @param {string} name */
export async function register(url, name) {
  const username = `${name}-${randomBytes(5).toString('hex')}`;
  const body = { username, email: `${username}@conformance.example`, password: 'correct horse battery' };
  const answer = await patientHttp(url, 'POST', '/auth/register', { body });
  if (answer.status !== 201)
    throw new Error(`registering answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return new Person(url, answer.body);
}
