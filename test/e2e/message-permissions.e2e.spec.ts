import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import {
  type Action,
  allowedInArchive,
  type Role,
  roleAllows,
  roles,
} from '../../src/contract/permissions.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register, registerAll } from '../support/people.js';
import { createRoom, setRole } from '../support/rooms.js';

/** A room, somebody in it in the role under test, a message of theirs and one of somebody else. */
interface Scene {
  room_id: string;
  actor: Person;
  line: Line;
  own: string;
  others: string;
}

interface Way {
  rest: (scene: Scene) => [method: string, path: string, body?: object];
  socket?: (scene: Scene) => [event: string, payload: object];
}

/** How each action on messages is asked for. */
const ways: Partial<Record<Action, Way>> = {
  send: {
    rest: ({ room_id }) => ['POST', `/rooms/${room_id}/messages`, { content: 'x' }],
    socket: ({ room_id }) => ['send_message', { room_id, content: 'x' }],
  },
  react: {
    rest: ({ others }) => ['POST', `/messages/${others}/reactions`, { emoji: '👍' }],
    socket: ({ others }) => ['add_reaction', { message_id: others, emoji: '👍' }],
  },
  edit_own: {
    rest: ({ own }) => ['PATCH', `/messages/${own}`, { content: 'y' }],
    socket: ({ own }) => ['edit_message', { message_id: own, content: 'y' }],
  },
  delete_own: {
    rest: ({ own }) => ['DELETE', `/messages/${own}`],
    socket: ({ own }) => ['delete_message', { message_id: own }],
  },
  delete_others: {
    rest: ({ others }) => ['DELETE', `/messages/${others}`],
    socket: ({ others }) => ['delete_message', { message_id: others }],
  },
  pin: { rest: ({ others }) => ['POST', `/messages/${others}/pin`] },
};

let node: TestApp;
let owner: Person;
let writer: Person;
const people = new Map<Role | 'stranger', { person: Person; line: Line }>();

beforeAll(async () => {
  node = await startApp();
  [owner, writer] = await registerAll(node.url, 'founder', 'writer');
  for (const role of [...roles, 'stranger'] as const) {
    const person = await register(node.url, role);
    people.set(role, { person, line: await person.connect() });
  }
});
afterAll(async () => {
  for (const { line } of people.values()) line.close();
  await node.stop();
});

const say = async (person: Person, room: string): Promise<string> => {
  const { body } = await person.api<{ message: Message }>('POST', `/rooms/${room}/messages`, {
    content: 'hi',
  });
  return body.message.id;
};

const scene = async (
  role: Role | 'stranger',
  type: 'public' | 'private',
  archived: boolean,
): Promise<Scene> => {
  const { person: actor, line } = people.get(role) as { person: Person; line: Line };
  const { id: room_id } = await createRoom(owner, { type, member_ids: [writer.id, actor.id] });
  const [own, others] = [await say(actor, room_id), await say(writer, room_id)];
  if (role === 'stranger') await owner.api('DELETE', `/rooms/${room_id}/members/${actor.id}`);
  else if (role !== 'member') expect((await setRole(owner, room_id, actor, role)).status).toBe(200);
  if (archived) await (role === 'owner' ? actor : owner).api('POST', `/rooms/${room_id}/archive`);
  return { room_id, actor, line, own, others };
};

const attempt = async (way: Way, transport: 'rest' | 'socket', set: Scene): Promise<string> => {
  if (transport === 'rest') {
    const { status, body } = await set.actor.api(...way.rest(set));
    return status < 300 ? 'done' : String(body.code);
  }
  const [event, payload] = way.socket?.(set) ?? ['', {}];
  const answer = await set.line.ask(event, payload);
  return answer.ok ? 'done' : answer.error.code;
};

const rows = Object.entries(ways).flatMap(([action, way]) =>
  (['rest', 'socket'] as const)
    .filter((transport) => transport === 'rest' || way.socket)
    .map((transport) => ({ action: action as Action, way, transport })),
);

describe.each(rows)('$action over $transport', ({ action, way, transport }) => {
  it.each(roles)('as %s', async (role) => {
    const wanted = roleAllows(role, action) ? 'done' : 'permission_denied';
    expect(await attempt(way, transport, await scene(role, 'private', false))).toBe(wanted);
  });

  it.each([
    ['public', 'not_a_member'],
    ['private', action === 'send' ? 'room_not_found' : 'message_not_found'],
  ] as const)('as a stranger to a %s room', async (type, code) => {
    expect(await attempt(way, transport, await scene('stranger', type, false))).toBe(code);
  });

  it('in an archived room', async () => {
    const wanted = allowedInArchive.has(action) ? 'done' : 'room_archived';
    expect(await attempt(way, transport, await scene('owner', 'private', true))).toBe(wanted);
  });
});
