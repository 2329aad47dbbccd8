import type { Message } from '../../src/contract/message.js';
import type { Member } from '../../src/contract/rooms.js';
import type { Person } from './people.js';
import type { Random } from './random.js';

/** What the test knows must be so: who is where, and how far each has read. */
export interface Place {
  id: string;
  owner: Person;
  members: Set<Person>;
  banned: Set<Person>;
  muted: Set<Person>;
  /** Every message as its sender's acknowledgement showed it. */
  messages: Message[];
  positions: Map<Person, number>;
}

const EMOJIS = ['👍', '🎉', '❤️'];

/** Plays one random step and keeps the model in step with the answer. Answers what was done. */
export const playStep = async (
  random: Random,
  people: Person[],
  places: Place[],
  urls: string[],
): Promise<string> => {
  const place = random.pick(places);
  const insiders = [...place.members];
  const person = random.pick(random.next() < 0.9 && insiders.length > 0 ? insiders : people);
  const at = person.at(random.pick(urls));
  const roll = random.next();
  if (random.next() < 0.1) return playPeople(random, people, place, urls);
  if (!place.members.has(person)) return join(at, person, place);
  if (random.next() < 0.06 && place.messages.length > 0) return forward(random, at, person, place, places);
  if (roll < 0.38 || place.messages.length < 3) return send(random, at, person, people, place);
  const target = random.pick(place.messages);
  if (roll < 0.5)
    return change(at, 'PATCH', `/messages/${target.id}`, {
      content: `edited ${random.below(1e6)}${random.next() < 0.2 ? ' @room' : ''}`,
    });
  if (roll < 0.56) return change(at, 'DELETE', `/messages/${target.id}`);
  if (roll < 0.68)
    return change(at, 'POST', `/messages/${target.id}/reactions`, { emoji: random.pick(EMOJIS) });
  if (roll < 0.74)
    return change(
      at,
      'DELETE',
      `/messages/${target.id}/reactions/${encodeURIComponent(random.pick(EMOJIS))}`,
    );
  if (roll < 0.8) return change(at, random.pick(['POST', 'DELETE']), `/messages/${target.id}/pin`);
  if (roll < 0.9) return read(at, person, place, target);
  if (roll < 0.95) return unread(at, person, place, target);
  return person === place.owner ? 'stay' : leave(at, person, place);
};

/** Plays one step in ten as what people do to each other. */
const playPeople = (random: Random, people: Person[], place: Place, urls: string[]): Promise<string> => {
  const owner = place.owner.at(random.pick(urls));
  const other = random.pick(people.filter((person) => person !== place.owner));
  return random.pick([moderate, ban, promote, block])(random, owner, other, place);
};

type Act = (random: Random, owner: Person, other: Person, place: Place) => Promise<string>;

const moderate: Act = async (random, owner, other, place) => {
  if (!place.members.has(other)) return 'stay';
  const mutes = random.next() < 0.5;
  const path = `/rooms/${place.id}/members/${other.id}/mute`;
  const { status, body } = await owner.api(
    mutes ? 'PUT' : 'DELETE',
    path,
    mutes ? { expires_in_ms: null } : undefined,
  );
  expectStatus(status, [200, 204], body);
  place.muted[mutes ? 'add' : 'delete'](other);
  return mutes ? 'mute' : 'unmute';
};

const ban: Act = async (random, owner, other, place) => {
  const bans = random.next() < 0.4;
  const path = `/rooms/${place.id}/bans/${other.id}`;
  const { status, body } = await owner.api(bans ? 'PUT' : 'DELETE', path, bans ? {} : undefined);
  expectStatus(status, [200, 201, 204], body);
  place.banned[bans ? 'add' : 'delete'](other);
  if (bans) place.members.delete(other);
  return bans ? 'ban' : 'unban';
};

const promote: Act = async (random, owner, other, place) => {
  if (!place.members.has(other)) return 'stay';
  const role = random.pick(['admin', 'moderator', 'member']);
  const { status, body } = await owner.api<{ member: Member }>(
    'PATCH',
    `/rooms/${place.id}/members/${other.id}`,
    { role },
  );
  expectStatus(status, [200], body);
  // Who is made more is muted no more.
  place.muted[body.member.muted_until === null ? 'delete' : 'add'](other);
  return 'role';
};

/** In rooms it changes nothing. */
const block: Act = (random, owner, other) =>
  change(owner, random.pick(['PUT', 'DELETE']), `/users/me/blocked/${other.id}`).then(() => 'block');

const send = async (
  random: Random,
  at: Person,
  person: Person,
  people: Person[],
  place: Place,
): Promise<string> => {
  const parent = random.next() < 0.25 && place.messages.length > 0 ? random.pick(place.messages) : undefined;
  const named = random.next() < 0.3 ? ` @${random.pick(people).username}` : '';
  const mention = random.next() < 0.1 ? `${named} @${random.pick(['room', 'here'])}` : named;
  const { status, body } = await at.api<{ message: Message }>('POST', `/rooms/${place.id}/messages`, {
    content: `said ${random.below(1e6)}${mention}`,
    client_id: crypto.randomUUID(),
    ...(parent && { parent_id: parent.id, also_in_room: random.next() < 0.3 }),
  });
  return said(status, body, person, place, 'send');
};

/** A message of one place in another, which goes when the first one does. */
const forward = async (
  random: Random,
  at: Person,
  person: Person,
  place: Place,
  places: Place[],
): Promise<string> => {
  const target = random.pick(places.filter(({ members }) => members.has(person)));
  const { status, body } = await at.api<{ message: Message }>(
    'POST',
    `/messages/${random.pick(place.messages).id}/forward`,
    { room_id: target.id, client_id: crypto.randomUUID() },
  );
  return body.code === 'message_deleted'
    ? 'forward of nothing'
    : said(status, body, person, target, 'forward');
};

/** Stored, or refused to who is muted. */
const said = (
  status: number,
  body: { message: Message },
  person: Person,
  place: Place,
  what: string,
): string => {
  expectStatus(status, [place.muted.has(person) ? 403 : 201], body);
  if (status === 201) place.messages.push(body.message);
  return status === 201 ? what : 'muted';
};

/** Refused where it must be (another's message, a deleted one, too many pins): the model does not care which. */
const change = async (at: Person, method: string, path: string, body?: object): Promise<string> => {
  const answer = await at.api(method, path, body);
  expectStatus(answer.status, [200, 201, 204, 403, 409], answer.body);
  return `${method} ${path.split('/').at(-1)}`;
};

const read = async (at: Person, person: Person, place: Place, target: Message): Promise<string> => {
  const { status, body } = await at.api('POST', `/rooms/${place.id}/read`, { message_id: target.id });
  expectStatus(status, [200], body);
  place.positions.set(person, Math.max(place.positions.get(person) ?? 0, target.seq));
  return 'read';
};

const unread = async (at: Person, person: Person, place: Place, target: Message): Promise<string> => {
  const { status, body } = await at.api('POST', `/rooms/${place.id}/unread`, { message_id: target.id });
  expectStatus(status, [200], body);
  place.positions.set(person, target.seq - 1);
  return 'unread';
};

const join = async (at: Person, person: Person, place: Place): Promise<string> => {
  const { status, body } = await at.api('POST', `/rooms/${place.id}/join`);
  expectStatus(status, [place.banned.has(person) ? 403 : 200], body);
  if (status === 403) return 'banned';
  place.members.add(person);
  place.positions.set(person, place.messages.length);
  return 'join';
};

const leave = async (at: Person, person: Person, place: Place): Promise<string> => {
  const { status, body } = await at.api('POST', `/rooms/${place.id}/leave`);
  expectStatus(status, [204], body);
  place.members.delete(person);
  return 'leave';
};

const expectStatus = (status: number, allowed: number[], body: unknown): void => {
  if (!allowed.includes(status)) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
};
