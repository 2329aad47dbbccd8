/**
 * `npm run demo`: people, rooms and what they say, made through the API of a Parley that runs. `npm run demo -- URL` names
 * another one than that of `npm start`. Run again, it only says how to sign in.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { drawPicture } from './demo/picture.mjs';
import { dms, owner, PASSWORD, people, rooms } from './demo/story.mjs';

const base = (
  process.argv[2] ??
  process.env.PUBLIC_URL ??
  `http://127.0.0.1:${process.env.PORT || 3000}`
).replace(/\/$/, '');

/** @typedef {{ id: string, token: string }} Person */
/** @typedef {import('./demo/story.mjs').Said} Said */

/** @type {Map<string, Person>} */
const known = new Map();
/** @param {string} name */
const personOf = (name) => {
  const person = known.get(name);
  if (!person) throw new Error(`nobody is called ${name}`);
  return person;
};

/**
 * Waits its turn where the server says so.
 * @param {string} method
 * @param {string} path
 * @param {{ as?: string, body?: unknown, form?: FormData }} [options]
 * @returns {Promise<any>}
 */
async function ask(method, path, { as, body, form } = {}) {
  const headers = {
    ...(as && { authorization: `Bearer ${personOf(as).token}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const sent = form ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${base}/api${path}`, { method, headers, ...(sent && { body: sent }) });
  /** @type {any} */
  const answer = response.status === 204 ? {} : await response.json();
  if (response.ok) return answer;
  if (response.status === 429) {
    await pause(answer.retry_after_ms ?? 1_000);
    return ask(method, path, { as, body, form });
  }
  throw Object.assign(new Error(`${method} ${path} answered ${response.status}: ${answer.detail}`), {
    code: answer.code,
  });
}

/** @param {string} username */
const emailOf = (username) => `${username}@example.org`;

/** False when they are here already. */
async function arrive() {
  for (const { username, name, status } of people) {
    const body = { username, email: emailOf(username), password: PASSWORD, display_name: name };
    const session = await ask('POST', '/auth/register', { body }).catch((error) => {
      if (error.code !== 'username_taken' && error.code !== 'email_taken') throw error;
    });
    if (!session) return false;
    known.set(username, { id: session.user.id, token: session.token });
    if (status) await ask('PUT', '/users/me/status', { as: username, body: status });
  }
  return true;
}

/**
 * @param {string} by
 * @param {string} name
 */
async function upload(by, name) {
  const form = new FormData();
  form.set('file', new Blob([await drawPicture(name)], { type: 'image/png' }), `${name}.png`);
  return (await ask('POST', '/upload', { as: by, form })).id;
}

/**
 * @param {string} path of the conversation
 * @param {Said} said
 */
async function say(path, { by, text, replies = [], reactions = {}, pinned, picture }) {
  const attachment_ids = picture ? [await upload(by, picture)] : undefined;
  const body = { content: text, ...(attachment_ids && { attachment_ids }) };
  const { message } = await ask('POST', `${path}/messages`, { as: by, body });
  for (const [who, content] of replies) {
    await ask('POST', `${path}/messages`, { as: who, body: { content, parent_id: message.id } });
  }
  for (const [emoji, names] of Object.entries(reactions)) {
    for (const who of names)
      await ask('POST', `/messages/${message.id}/reactions`, { as: who, body: { emoji } });
  }
  if (pinned) await ask('POST', `/messages/${message.id}/pin`, { as: owner.username });
}

async function tell() {
  for (const { members, said, ...about } of rooms) {
    const member_ids = members.map((name) => personOf(name).id);
    const { room } = await ask('POST', '/rooms', { as: owner.username, body: { ...about, member_ids } });
    for (const one of said) await say(`/rooms/${room.id}`, one);
  }
  for (const { by, to, said } of dms) {
    const participant_ids = to.map((name) => personOf(name).id);
    const { conversation } = await ask('POST', '/direct-messages', { as: by, body: { participant_ids } });
    for (const one of said) await say(`/direct-messages/${conversation.id}`, one);
  }
}

try {
  const isNew = await arrive();
  if (isNew) await tell();
  process.stdout.write(
    `${isNew ? 'The demo workspace is there' : 'The demo workspace was there already'}. Sign in at ${base} as ${emailOf(
      owner.username,
    )}, or any of ${people.map(({ username }) => username).join(', ')}, with the password "${PASSWORD}".\n`,
  );
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The demo could not be made at ${base}: ${reason}. Is Parley running there?\n`);
  process.exitCode = 1;
}
