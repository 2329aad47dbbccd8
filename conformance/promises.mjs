/** What the contract promises, one check each. They read as a description of it; docs/contract.md has the words. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect, http } from './server.mjs';

/** @typedef {import('./server.mjs').Json} Json */
/** @typedef {{ url: string, amy: import('./server.mjs').Person, ben: import('./server.mjs').Person, eve: import('./server.mjs').Person, room: string }} World `eve` is not in the room */
/** @typedef {{ group: string, name: string, check: (world: World) => Promise<void> }} Promised */

const ID = /^[0-9a-f]{24}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const NOWHERE = 'f'.repeat(24);

/** @param {Json} problem @param {number} status @param {string} code */
const isProblem = (problem, status, code) => {
  assert.equal(problem.code, code);
  assert.equal(problem.status, status);
  for (const field of ['type', 'title', 'detail', 'request_id'])
    assert.equal(typeof problem[field], 'string', field);
};

/** @param {World} world @param {string} content @param {Json} [more] @returns {Promise<Json>} */
const send = async ({ amy, room }, content, more = {}) => {
  const { status, body } = await amy.api('POST', `/rooms/${room}/messages`, { content, ...more });
  assert.equal(status, 201, JSON.stringify(body));
  return body.message;
};

/** @type {Promised[]} */
export const promises = [];
/** @param {string} group */
const about = (group) => (/** @type {string} */ name, /** @type {Promised['check']} */ check) =>
  promises.push({ group, name, check });

const shapes = about('Shapes');
shapes('ids are 24 hex digits, times are UTC with milliseconds', async (world) => {
  const message = await send(world, 'shapes');
  assert.match(message.id, ID);
  assert.match(message.created_at, TIME);
  assert.equal(message.room_id, world.room);
  assert.equal(message.dm_id, null);
});
shapes('every answer names the request and the version of the contract', async ({ amy }) => {
  const { headers } = await amy.api('GET', '/users/me');
  assert.ok(headers.get('x-request-id'));
  assert.match(headers.get('parley-contract-version') ?? '', /^\d+\.\d+\.\d+$/);
});
shapes('lists end with has_more and go on from a cursor', async (world) => {
  for (const content of ['a', 'b', 'c']) await send(world, content);
  const path = `/rooms/${world.room}/messages?limit=2`;
  const { body: newest } = await world.amy.api('GET', path);
  assert.equal(newest.messages.length, 2);
  assert.equal(newest.has_more, true);
  const { body: before } = await world.amy.api('GET', `${path}&before=${newest.messages[0].id}`);
  assert.equal(before.messages.at(-1).seq, newest.messages[0].seq - 1);
});

const failures = about('Failures');
failures('without a token: 401 token_missing, as application/problem+json', async ({ url }) => {
  const { status, body, headers } = await http(url, 'GET', '/users/me');
  assert.equal(status, 401);
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
  isProblem(body, 401, 'token_missing');
});
failures('a field that is not valid: 400 validation_failed, with its path', async ({ amy }) => {
  const { body } = await amy.api('POST', '/rooms', { name: 7, type: 'public' });
  isProblem(body, 400, 'validation_failed');
  assert.equal(body.errors[0].path, 'name');
});
failures('a body that is no JSON: 400 malformed_json', async ({ url, amy }) => {
  const { body } = await http(url, 'POST', '/rooms', { token: amy.token, raw: '{' });
  isProblem(body, 400, 'malformed_json');
});
failures('a wrong token fails the handshake with the problem in data', async ({ url }) => {
  const socket = connect(url, 'no such token');
  const error = await new Promise((resolve) => socket.on('connect_error', resolve));
  socket.disconnect();
  isProblem(/** @type {Json} */ (error).data, 401, 'token_invalid');
});

const permissions = about('Permissions');
permissions('what one may not see answers 404, as if it were not there', async ({ eve, room }) => {
  const [hidden, nothing] = await Promise.all([
    eve.api('GET', `/rooms/${room}`),
    eve.api('GET', `/rooms/${NOWHERE}`),
  ]);
  isProblem(hidden.body, 404, 'room_not_found');
  isProblem(nothing.body, 404, 'room_not_found');
});
permissions('what one sees and may not do answers 403', async (world) => {
  const { id } = await send(world, 'not yours');
  const { body } = await world.ben.api('PATCH', `/messages/${id}`, { content: 'mine' });
  isProblem(body, 403, 'permission_denied');
});
permissions('sockets ask the same rules', async ({ eve, room }) => {
  const line = await eve.connect();
  const answer = await line.ask('send_message', { room_id: room, content: 'let me in' });
  assert.equal(answer.ok, false);
  isProblem(answer.error, 404, 'room_not_found');
});
permissions('nobody receives what happens where they are not', async (world) => {
  const [inside, outside] = await Promise.all([world.ben.connect(), world.eve.connect()]);
  const { id } = await send(world, 'among us');
  await inside.next('new_message', (message) => message.id === id);
  await outside.ask('presence_subscribe', { user_ids: [] }); // A round trip after the message.
  assert.equal(outside.received.filter(({ event }) => event === 'new_message').length, 0);
});

const sockets = about('Acknowledgements');
sockets('every event is acknowledged, whatever is in it', async ({ amy, room }) => {
  const line = await amy.connect();
  for (const payload of [
    undefined,
    null,
    7,
    'text',
    [],
    {},
    { room_id: room },
    { room_id: 7, content: [] },
  ]) {
    const answer = await line.ask('send_message', payload);
    assert.equal(answer.ok, false, JSON.stringify(payload));
    isProblem(answer.error, 400, 'validation_failed');
  }
});
sockets('an event without a callback that fails is answered by error', async ({ amy }) => {
  const line = await amy.connect();
  line.socket.emit('send_message', {});
  const { event, error } = await line.next('error');
  assert.equal(event, 'send_message');
  isProblem(error, 400, 'validation_failed');
});
sockets('ready says who one is and where every conversation stands', async ({ amy, room }) => {
  const line = await amy.connect();
  const { user, heads, contract_version } = await line.next('ready');
  assert.equal(user.id, amy.id);
  assert.match(contract_version, /^\d+\.\d+\.\d+$/);
  const head = heads.find((/** @type {Json} */ one) => one.room_id === room);
  for (const field of ['last_seq', 'last_rev', 'unread_count', 'mention_count']) {
    assert.equal(typeof head[field], 'number', field);
  }
});

const order = about('Order');
order('messages are numbered 1, 2, 3, … without gaps, also when sent at once', async (world) => {
  const { body } = await world.amy.api('POST', '/rooms', { name: 'Numbers', type: 'private' });
  const place = { ...world, room: body.room.id };
  const sent = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((content) => send(place, content)));
  assert.deepEqual(sent.map(({ seq }) => seq).sort(), [1, 2, 3, 4, 5]);
});
order('a connection gets them in the order of their numbers', async (world) => {
  const line = await world.ben.connect();
  const sent = await Promise.all(['f', 'g', 'h'].map((content) => send(world, content)));
  const last = Math.max(...sent.map(({ seq }) => seq));
  await line.next('new_message', ({ seq }) => seq === last);
  const seqs = line.received.filter(({ event }) => event === 'new_message').map(({ payload }) => payload.seq);
  assert.deepEqual(
    seqs,
    [...seqs].sort((a, b) => a - b),
  );
});
order('changes are numbered by rev, and their events carry it', async (world) => {
  const line = await world.ben.connect();
  const { id } = await send(world, 'to be changed');
  await world.amy.api('PATCH', `/messages/${id}`, { content: 'changed' });
  await world.amy.api('POST', `/messages/${id}/reactions`, { emoji: '👍' });
  const edited = await line.next('message_edited', ({ message }) => message.id === id);
  const reacted = await line.next('reaction_added', ({ message_id }) => message_id === id);
  assert.equal(reacted.rev, edited.rev + 1);
});

const once = about('Exactly once');
once('the same client_id is stored once and answers with the same message', async (world) => {
  const client_id = randomUUID();
  const first = await send(world, 'once', { client_id });
  const again = await world.amy.api('POST', `/rooms/${world.room}/messages`, { content: 'once', client_id });
  assert.equal(again.status, 200);
  assert.equal(again.body.message.id, first.id);
  const line = await world.amy.connect();
  const answer = await line.ask('send_message', { room_id: world.room, content: 'once', client_id });
  assert.equal(answer.message.id, first.id);
  assert.equal(answer.created, false);
});
once('also when the copies race', async (world) => {
  const client_id = randomUUID();
  const path = `/rooms/${world.room}/messages`;
  const copies = Array.from({ length: 5 }, () => world.amy.api('POST', path, { content: 'race', client_id }));
  const answers = await Promise.all(copies);
  assert.equal(new Set(answers.map(({ body }) => body.message.id)).size, 1);
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
});

const sync = about('Catching up');
sync('sync answers with all that came after the numbers given, in order', async (world) => {
  const start = await send(world, 'start');
  const missed = [await send(world, 'one'), await send(world, 'two')];
  const { body } = await world.ben.api('POST', '/sync', {
    conversations: [{ room_id: world.room, after_seq: start.seq, after_rev: 0 }],
  });
  const [{ messages, last_seq, has_more }] = body.conversations;
  assert.deepEqual(
    messages.map((/** @type {Json} */ one) => one.id),
    missed.map(({ id }) => id),
  );
  assert.equal(last_seq, missed[1]?.seq);
  assert.equal(has_more, false);
});
sync('changes come too, with the message as it now is', async (world) => {
  const { id, seq } = await send(world, 'before');
  const { body: edited } = await world.amy.api('PATCH', `/messages/${id}`, { content: 'after' });
  const { body } = await world.ben.api('POST', '/sync', {
    conversations: [{ room_id: world.room, after_seq: seq, after_rev: edited.message.rev - 1 }],
  });
  const [{ changes }] = body.conversations;
  assert.deepEqual([changes[0].kind, changes[0].message.content], ['edited', 'after']);
});
sync('a conversation that is not the caller’s spoils nothing else', async ({ ben, room }) => {
  const { status, body } = await ben.api('POST', '/sync', {
    conversations: [{ room_id: NOWHERE }, { room_id: room }],
  });
  assert.equal(status, 200);
  isProblem(body.conversations[0].error, 404, 'room_not_found');
  assert.ok(Array.isArray(body.conversations[1].messages));
});

const counters = about('Counters');
counters('others’ messages count, own ones do not, and reading clears them', async (world) => {
  const unread = async (/** @type {import('./server.mjs').Person} */ person) =>
    (await person.api('GET', `/rooms/${world.room}`)).body.room;
  const last = await send(world, 'read me');
  await world.ben.api('POST', `/rooms/${world.room}/read`, { message_id: last.id });
  assert.equal((await unread(world.ben)).unread_count, 0);
  const mine = (await unread(world.amy)).unread_count;
  await send(world, `one @${world.ben.username}`);
  const latest = await send(world, 'two');
  const { unread_count, mention_count } = await unread(world.ben);
  assert.deepEqual([unread_count, mention_count], [2, 1]);
  assert.equal((await unread(world.amy)).unread_count, mine);
  const { body } = await world.ben.api('POST', `/rooms/${world.room}/read`, { message_id: latest.id });
  assert.deepEqual([body.unread_count, body.mention_count], [0, 0]);
});
counters('a deleted message is not unread', async (world) => {
  const { id } = await send(world, 'never mind');
  const counted = async () => (await world.ben.api('GET', `/rooms/${world.room}`)).body.room.unread_count;
  const before = await counted();
  await world.amy.api('DELETE', `/messages/${id}`);
  assert.equal(await counted(), before - 1);
});

const rates = about('Rate limits');
rates('a refusal says when to come back, in a header and in the problem', async ({ url, eve: { token } }) => {
  for (let round = 0; round < 8; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => http(url, 'GET', '/users/me', { token })),
    );
    const refused = answers.find(({ status }) => status === 429);
    if (!refused) continue; // An operator may have raised the limits above what one client can reach.
    isProblem(refused.body, 429, 'rate_limited');
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    assert.ok(refused.body.retry_after_ms > 0);
    return;
  }
});
