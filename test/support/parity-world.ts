import { expect } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import type { Operation } from '../../src/contract/operation.js';
import type { Room } from '../../src/contract/rooms.js';
import { askHttp, askSocket, type Fields, type Outcome } from './operations.js';
import { type Line, type Person, register } from './people.js';
import { shapeOf } from './shape.js';

/** Amy owns the room, Ben and Cat are in it, Eve is not. */
export const castNames = ['amy', 'ben', 'cat', 'eve'] as const;
export type Name = (typeof castNames)[number];
export type Cast = Record<Name, { person: Person; line: Line }> & {
  /** A message of Amy's in a room of hers alone. */
  hidden: string;
};

export type Transport = 'REST' | 'socket';

export const castOf = async (url: string): Promise<Cast> => {
  const members = castNames.map(async (name) => {
    const person = await register(url, name);
    return [name, { person, line: await person.connect() }] as const;
  });
  const cast = Object.fromEntries(await Promise.all(members)) as Omit<Cast, 'hidden'>;
  const { person } = cast.amy;
  return { ...cast, hidden: await say(person, await makeRoom(person, 'private', []), 'alone') };
};

export interface Start {
  room_id: string;
  /** Ben's, with a reaction of Ben's. */
  mine: string;
  /** Amy's. */
  theirs: string;
  /** Ben's, deleted. */
  gone: string;
  hidden: string;
}

/** An answer comes after all that the socket was told before it. */
export const settle = async (...lines: Line[]): Promise<void> => {
  for (const line of lines) await line.ask('nothing');
};

const say = async (person: Person, room_id: string, content: string): Promise<string> => {
  const { body } = await person.api<{ message: Message }>('POST', `/rooms/${room_id}/messages`, { content });
  return body.message.id;
};

const makeRoom = async (owner: Person, type: string, members: Person[]): Promise<string> => {
  const input = { name: 'parity', type, member_ids: members.map(({ id }) => id) };
  return (await owner.api<{ room: Room }>('POST', '/rooms', input)).body.room.id;
};

/** The same state every time: what differs is ids and times. */
export const startOf = async (
  { amy, ben, cat, hidden }: Cast,
  type: string,
  archived: boolean,
): Promise<Start> => {
  const [owner, member] = [amy.person, ben.person];
  const room_id = await makeRoom(owner, type, [member, cat.person]);
  const mine = await say(member, room_id, 'from ben');
  const theirs = await say(owner, room_id, 'from amy');
  const gone = await say(member, room_id, 'gone');
  await member.api('POST', `/messages/${mine}/reactions`, { emoji: '👍' });
  await member.api('DELETE', `/messages/${gone}`);
  if (archived) await owner.api('POST', `/rooms/${room_id}/archive`);
  await cat.line.next('new_message', ({ id }) => id === gone);
  await cat.line.next('message_deleted', ({ message }) => message.id === gone);
  return { room_id, mine, theirs, gone, hidden };
};

export const ask = (
  { person, line }: Cast[Name],
  transport: Transport,
  operation: Operation,
  input: Fields,
): Promise<Outcome> =>
  transport === 'REST' ? askHttp(person, operation, input) : askSocket(line, operation, input);

/** Says something in both sequences, so that all before it has come. A room in which nothing can be said any more is deleted. */
export const closeRoom = async ({ amy, cat }: Cast, { room_id }: Start): Promise<void> => {
  const sent = await amy.person.api<{ message: Message }>('POST', `/rooms/${room_id}/messages`, {
    content: 'marker',
  });
  if (sent.status === 201) {
    const marker = sent.body.message.id;
    await cat.line.next('new_message', ({ id }) => id === marker);
    await amy.person.api('POST', `/messages/${marker}/reactions`, { emoji: '🏁' });
    await cat.line.next('reaction_added', ({ message_id }) => message_id === marker);
    return;
  }
  expect((await amy.person.api('DELETE', `/rooms/${room_id}`)).status).toBe(204);
  await cat.line.next('room_deleted', (payload) => payload.room_id === room_id);
};

const isMarker = ({ event, payload }: { event: string; payload: unknown }): boolean => {
  const { content, emoji } = payload as { content?: string; emoji?: string };
  return event === 'room_deleted' || content === 'marker' || emoji === '🏁';
};

/** What the server comes to after the acknowledgement, sooner or later. */
const inTheirOwnTime: ReadonlySet<string> = new Set([
  'heads',
  'notification',
  'notifications_read',
  'notification_removed',
]);

/** What this socket was told of the room since then, by the names of events: two sequences keep no order between them. */
export const toldSince = (
  line: Line,
  from: number,
  { room_id }: Start,
  names: ReadonlyMap<string, string>,
): [string, unknown][] =>
  line.received
    .slice(from)
    .filter((packet) => !inTheirOwnTime.has(packet.event) && !isMarker(packet))
    .filter(({ payload }) => JSON.stringify(payload).includes(room_id))
    .map(({ event, payload }): [string, unknown] => [event, shapeOf(payload, names)])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
