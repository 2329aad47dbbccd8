import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ClusterBus } from '../../src/realtime/cluster-bus.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, registerAll } from '../support/people.js';
import { createRoom, sayIn } from '../support/rooms.js';

// The first node stores and then says nothing to the second, as one that dies in between, or as a Redis that is away.
let mute: TestApp;
let node: TestApp;
let amy: Person;
let ben: Person;
let line: Line;

beforeAll(async () => {
  mute = await startApp();
  node = await startApp(mute.env);
  const bus = mute.app.get(ClusterBus);
  bus.publish = async () => 0;
  [amy, ben] = await registerAll(mute.url, 'amy', 'ben');
});
beforeEach(async () => {
  line = await ben.at(node.url).connect();
});
afterAll(async () => {
  await Promise.all([mute.stop(), node.stop()]);
});

it('brings sockets the last message before silence, which nobody told them of', async () => {
  const { id } = await createRoom(amy, { member_ids: [ben.id] });
  const late = await ben.at(node.url).connect();
  const said = await sayIn(amy, id, 'the last words');
  expect(await late.next('new_message', (message) => message.id === said.id)).toEqual(said);
  late.close();
  line.close();
});

it('brings sockets a change that nobody told them of', async () => {
  const { id } = await createRoom(amy, { member_ids: [ben.id] });
  const said = await sayIn(amy, id, 'a slip');
  const late = await ben.at(node.url).connect();
  await amy.api('DELETE', `/messages/${said.id}`);
  expect(await late.next('message_deleted', ({ message }) => message.id === said.id)).toMatchObject({
    rev: 1,
  });
  late.close();
  line.close();
});

it('subscribes sockets to a membership that nobody told them of', async () => {
  const { id } = await createRoom(amy, {});
  await amy.api('POST', `/rooms/${id}/members`, { user_ids: [ben.id] });
  await line.next('heads', ({ heads }) => heads.some(({ room_id }) => room_id === id));
  const said = await sayIn(amy.at(node.url), id, 'welcome');
  await line.next('new_message', (message) => message.id === said.id);
  line.close();
});

it('cuts off who was removed', async () => {
  const { id } = await createRoom(amy, { type: 'private', member_ids: [ben.id] });
  await line.next('heads', ({ heads }) => heads.some(({ room_id }) => room_id === id));
  await amy.api('DELETE', `/rooms/${id}/members/${ben.id}`);
  await line.next('member_left', ({ room_id }) => room_id === id);
  const witness = await amy.at(node.url).connect();
  const said = await sayIn(amy.at(node.url), id, 'among us');
  await witness.next('new_message', (message) => message.id === said.id);
  expect(line.all('new_message').map(({ room_id }) => room_id)).not.toContain(id);
  witness.close();
  line.close();
});

it('ends the sockets of a session that ended', async () => {
  await ben.api('POST', '/auth/logout');
  expect(await line.next('session_ended')).toMatchObject({ error: { code: 'session_ended' } });
  await line.until(() => !line.socket.connected);
  const refused = await ben.at(node.url).api('GET', '/users/me');
  expect(refused).toMatchObject({ status: 401, body: { code: 'session_ended' } });
});
