import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Action,
  allowedInArchive,
  permissions,
  type Role,
  roleAllows,
  roles,
} from '../../src/contract/permissions.js';
import type { Room } from '../../src/contract/rooms.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register, registerAll } from '../support/people.js';
import { unknownId } from '../support/rooms.js';

/** A room, somebody in it in the role under test, and a plain member to act upon. */
interface Scene {
  room: string;
  actor: Person;
  line: Line;
  /** Stands below every role that may do something to others. */
  other: Person;
  outsider: Person;
}

interface Outcome {
  status: number;
  code?: string;
}

type Attempt = (scene: Scene) => Promise<Outcome>;

const rest =
  (method: string, path: (scene: Scene) => string, body?: (scene: Scene) => object): Attempt =>
  async (scene) => {
    const answer = await scene.actor.api(method, `/rooms/${scene.room}${path(scene)}`, body?.(scene));
    return { status: answer.status, code: answer.body.code };
  };

const socket =
  (event: string): Attempt =>
  async ({ line, room }) => {
    const answer = await line.ask(event, { room_id: room });
    return answer.ok ? { status: 200 } : { status: answer.error.status, code: answer.error.code };
  };

const memberPath = ({ other }: Scene): string => `/members/${other.id}`;
const muteOf = (scene: Scene): string => `${memberPath(scene)}/mute`;
const banOf = ({ other }: Scene): string => `/bans/${other.id}`;

/** How each action of a room is asked for, over each transport that has it. */
const attempts: Partial<Record<Action, Record<string, Attempt>>> = {
  read: { 'GET members': rest('GET', () => '/members') },
  leave: { 'POST leave': rest('POST', () => '/leave'), leave_room: socket('leave_room') },
  invite: {
    'POST members': rest(
      'POST',
      () => '/members',
      ({ outsider }) => ({ user_ids: [outsider.id] }),
    ),
    'POST invitations': rest(
      'POST',
      () => '/invitations',
      () => ({}),
    ),
    'GET invitations': rest('GET', () => '/invitations'),
    'DELETE invitation': rest('DELETE', () => `/invitations/${unknownId}`),
  },
  remove_member: { 'DELETE member': rest('DELETE', memberPath) },
  mute_member: {
    'PUT mute': rest('PUT', muteOf, () => ({ expires_in_ms: null })),
    'DELETE mute': rest('DELETE', muteOf),
  },
  ban: {
    'PUT ban': rest('PUT', banOf, () => ({})),
    'PUT ban of a stranger': rest(
      'PUT',
      ({ outsider }) => `/bans/${outsider.id}`,
      () => ({}),
    ),
    'DELETE ban': rest('DELETE', banOf),
    'GET bans': rest('GET', () => '/bans'),
  },
  edit_room: {
    'PATCH room': rest(
      'PATCH',
      () => '',
      () => ({ description: 'other' }),
    ),
  },
  handle_reports: { 'GET reports': rest('GET', () => '/reports') },
  read_audit: { 'GET audit': rest('GET', () => '/audit') },
  change_role: { 'PATCH member': rest('PATCH', memberPath, () => ({ role: 'moderator' })) },
  archive: {
    'POST archive': rest('POST', () => '/archive'),
    'POST unarchive': rest('POST', () => '/unarchive'),
  },
  delete_room: { 'DELETE room': rest('DELETE', () => '') },
  transfer_ownership: { 'PATCH member to owner': rest('PATCH', memberPath, () => ({ role: 'owner' })) },
};

/** Their specs are those of messages. */
const ofMessages: Action[] = ['send', 'react', 'edit_own', 'delete_own', 'delete_others', 'pin'];

/** Has a code of its own: moderation.e2e.spec.ts asks each role. */
const ofModeration: Action[] = ['announce'];

const rows = Object.entries(attempts).flatMap(([action, ways]) =>
  Object.entries(ways).map(([way, attempt]) => ({ action: action as Action, way, attempt })),
);

let node: TestApp;
let owner: Person;
let other: Person;
let outsider: Person;
const people = new Map<Role | 'stranger', { person: Person; line: Line }>();

beforeAll(async () => {
  node = await startApp();
  [owner, other, outsider] = await registerAll(node.url, 'founder', 'other', 'outsider');
  for (const role of [...roles, 'stranger'] as const) {
    const person = await register(node.url, role);
    people.set(role, { person, line: await person.connect() });
  }
});
afterAll(async () => {
  for (const { line } of people.values()) line.close();
  await node.stop();
});

const scene = async (
  role: Role | 'stranger',
  type: 'public' | 'private',
  archived = false,
): Promise<Scene> => {
  const { person: actor, line } = people.get(role) as { person: Person; line: Line };
  const member_ids = [other.id, ...(role === 'stranger' ? [] : [actor.id])];
  const { body } = await owner.api<{ room: Room }>('POST', '/rooms', { name: 'Matrix', type, member_ids });
  const room = body.room.id;
  if (role !== 'stranger' && role !== 'member')
    await owner.api('PATCH', `/rooms/${room}/members/${actor.id}`, { role });
  if (archived) {
    const archivist = role === 'owner' ? actor : owner;
    expect((await archivist.api('POST', `/rooms/${room}/archive`)).status).toBe(200);
  }
  return { room, actor, line, other, outsider };
};

const untouched = new Map<string, Promise<Scene>>();
/** What is refused changes nothing: one scene is enough for all of it. */
const untouchedScene = (...which: Parameters<typeof scene>): Promise<Scene> => {
  const known = untouched.get(String(which)) ?? scene(...which);
  untouched.set(String(which), known);
  return known;
};

const expected = (role: Role, action: Action): Outcome | 'done' => {
  if (!roleAllows(role, action)) return { status: 403, code: 'permission_denied' };
  // May do it, and a rule of its own says no: the last owner stays while others do.
  if (role === 'owner' && action === 'leave') return { status: 409, code: 'last_owner' };
  return 'done';
};

const expectOf = async (
  attempt: Attempt,
  wanted: Outcome | 'done',
  ...which: Parameters<typeof scene>
): Promise<void> => {
  const outcome = await attempt(await (wanted === 'done' ? scene : untouchedScene)(...which));
  if (wanted === 'done')
    expect([outcome.code, [200, 201, 204].includes(outcome.status)]).toEqual([undefined, true]);
  else expect(outcome).toEqual(wanted);
};

it('every action of the table has its place in a matrix', () => {
  expect([...Object.keys(attempts), ...ofMessages, ...ofModeration].sort()).toEqual(
    Object.keys(permissions).sort(),
  );
});

describe.each(rows)('$action by $way', ({ action, attempt }) => {
  it.each(roles)('%s', async (role) => {
    await expectOf(attempt, expected(role, action), role, 'public');
    await expectOf(attempt, expected(role, action), role, 'private');
  });

  it('stranger', async () => {
    await expectOf(attempt, { status: 403, code: 'not_a_member' }, 'stranger', 'public');
    await expectOf(attempt, { status: 404, code: 'room_not_found' }, 'stranger', 'private');
  });

  it.each(roles)('%s, in an archived room', async (role) => {
    const wanted = allowedInArchive.has(action)
      ? expected(role, action)
      : { status: 409, code: 'room_archived' };
    await expectOf(attempt, wanted, role, 'public', true);
  });
});

describe.each(['public', 'private'] as const)('what everybody may ask of a %s room', (type) => {
  const get = rest('GET', () => '');
  const joins = { 'POST join': rest('POST', () => '/join'), join_room: socket('join_room') };

  it.each([...roles, 'stranger'] as const)('%s', async (role) => {
    const hidden = role === 'stranger' && type === 'private';
    for (const attempt of [get, ...Object.values(joins)])
      await expectOf(attempt, hidden ? { status: 404, code: 'room_not_found' } : 'done', role, type);
  });
});
