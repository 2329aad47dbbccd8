import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, register, request } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { processEnv } from '../support/server-process.js';
import { until } from '../support/until.js';
import { NodeProcess } from './node-process.js';

const TEXT = 'meet me at the harbour';
const QUERY = 'harbourmaster';
const REQUEST_ID = 'asked-by-a-test';

let node: NodeProcess;
let amy: Person;
let hookSecret: string;
let firstLines: number;

const lines = (): Record<string, unknown>[] =>
  node.output
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Everything that people write, with the log at its most talkative; then work that fails inside. */
beforeAll(async () => {
  node = await NodeProcess.start({ ...processEnv(), LOG_LEVEL: 'trace' });
  amy = await register(node.url, 'amy');
  firstLines = lines().length;
  const ben = await register(node.url, 'ben');
  const { id: room_id } = await createRoom(amy, { name: 'Logged', member_ids: [ben.id] });
  const line = await amy.connect();
  await line.ask('send_message', {
    room_id,
    content: `${TEXT} http://127.0.0.1:9/${QUERY}`,
    client_id: 'one',
  });
  await line.ask('send_message', { room_id, content: TEXT, client_id: TEXT.repeat(9) });
  await line.ask(TEXT, { content: TEXT });
  await line.ask('set_status', { state: 'busy', text: TEXT });
  await request(node.url, 'GET', '/api/users/me', {
    token: amy.token,
    headers: { 'x-request-id': REQUEST_ID },
  });
  await amy.api('PUT', `/rooms/${room_id}/draft`, { content: TEXT });
  await amy.api('POST', '/search', { query: QUERY });
  await amy.api('GET', `/search/suggestions?q=${QUERY}`);
  await request(node.url, 'GET', `/api/nothing/${QUERY}?token=${amy.token}`);
  await request(node.url, 'POST', '/api/auth/login', {
    body: { email: amy.email, password: `${amy.password}!` },
  });
  await request(node.url, 'POST', '/api/auth/refresh', { body: { refresh_token: 'not-a-token-of-ours' } });
  const hook = await amy.api<{ url: string }>('POST', `/rooms/${room_id}/webhooks/incoming`, {
    name: 'Hook',
  });
  const { pathname } = new URL(hook.body.url);
  hookSecret = pathname.split('/').at(-1) ?? '';
  await request(node.url, 'POST', pathname, { body: { text: TEXT } });
  await fetch(`${node.url}/api/rooms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${amy.token}`, 'content-type': 'application/json' },
    body: `{ "name": ${TEXT}`,
  });
  line.close();
  await until(() => lines().some(({ request_id }) => request_id === REQUEST_ID));
}, 120_000);
afterAll(() => node.kill());

describe('the log', () => {
  it('is a JSON object a line, with a time and a level', () => {
    expect(lines().length).toBeGreaterThan(10);
    for (const line of lines())
      expect(line).toMatchObject({ level: expect.any(Number), time: expect.any(String) });
  });

  it('names each request and event by its id, its operation and its outcome', () => {
    expect(lines()).toContainEqual(
      expect.objectContaining({ request_id: REQUEST_ID, operation: 'get_me', status: 200, user_id: amy.id }),
    );
    const events = lines().filter(({ event, outcome }) => event === 'send_message' && outcome !== undefined);
    expect(events.map(({ outcome }) => outcome)).toEqual(['ok', 'validation_failed']);
    for (const event of events)
      expect(event).toMatchObject({ request_id: expect.any(String), user_id: amy.id });
  });

  it('holds nothing that anybody wrote, and no secret', () => {
    expect(lines().length).toBeGreaterThan(firstLines + 10);
    expect(hookSecret.length).toBeGreaterThan(10);
    const all = node.output.join('');
    const secrets = [amy.token, amy.refreshToken, amy.password, amy.email, hookSecret, 'not-a-token-of-ours'];
    for (const secret of ['harbour', 'Logged', ...secrets]) expect(all).not.toContain(secret);
  });
});
