import { Redis } from 'ioredis';
import { Presence } from '../../src/contract/presence.js';
import type { PresenceState, User } from '../../src/contract/users.js';
import { PresenceView } from '../../src/users/presence-view.js';
import type { TestApp } from './app.js';
import { type Line, type Person, register } from './people.js';
import { exactly } from './rooms.js';
import { until } from './until.js';

/** Somebody who follows these people. */
export const follower = async (node: TestApp, ...people: { id: string }[]) => {
  const person = await register(node.url, 'follower');
  const line = await person.connect();
  return { person, line, presence: await subscribe(line, ...people) };
};

export const subscribe = async (line: Line, ...people: { id: string }[]): Promise<Presence[]> => {
  const ack = await line.ask<{ presence: Presence[] }>('presence_subscribe', {
    user_ids: people.map(({ id }) => id),
  });
  if (!ack.ok) throw new Error(ack.error.code);
  for (const presence of ack.presence) exactly(Presence, presence);
  return ack.presence;
};

export const setStatus = async (line: Line, status: object): Promise<User> => {
  const ack = await line.ask<{ user: User }>('set_status', status);
  if (!ack.ok) throw new Error(ack.error.code);
  return ack.user;
};

export const updatesOf = (line: Line, { id }: { id: string }): Presence[] =>
  line.all('presence_update').filter(({ user_id }) => user_id === id);

export const statusesOf = (line: Line, person: { id: string }): PresenceState[] =>
  updatesOf(line, person).map(({ status }) => status);

/** Waits until the last that was told of somebody looks like this. */
export const shows = (line: Line, person: { id: string }, expected: Partial<Presence>): Promise<void> =>
  line.until(
    () =>
      Object.entries(expected).every(
        ([name, value]) => updatesOf(line, person).at(-1)?.[name as keyof Presence] === value,
      ),
    10_000,
    `${JSON.stringify(expected)} after ${JSON.stringify(updatesOf(line, person))}`,
  );

/**
 * What was told before this told everyone: an event of somebody else, through the same way, came after it. Nothing about
 * the person can be on its way once it came, as far as it was decided before.
 */
export const settled = async (line: Line, witness: { person: Person; line: Line }): Promise<void> => {
  const text = `witness ${Math.random()}`;
  await setStatus(witness.line, { state: 'online', text });
  await line.next(
    'presence_update',
    (update) => update.user_id === witness.person.id && update.text === text,
  );
};

export const shownState = async (viewer: Person, { id }: { id: string }): Promise<PresenceState> =>
  (await viewer.api<{ user: User }>('GET', `/users/${id}`)).body.user.status.state as PresenceState;

export const stateAt = async (node: TestApp, { id }: { id: string }): Promise<PresenceState | undefined> =>
  (await node.app.get(PresenceView, { strict: false }).statesOf([id])).get(id);

/** Waits until the connections of somebody count. */
export const isOnline = (node: TestApp, person: { id: string }): Promise<void> =>
  until(async () => (await stateAt(node, person)) === 'online', { what: 'online' });

const redisOf = (node: TestApp): Redis => node.app.get<Redis>(Redis, { strict: false });

/** Waits until no node says that somebody is connected to it. */
export const hasLeft = (node: TestApp, { id }: { id: string }): Promise<void> =>
  until(async () => (await redisOf(node).scard(`presence:on:${id}`)) === 0, {
    what: 'the end of the connections',
  });

/** How many nodes listen to what is told of somebody. */
export const listeners = async (node: TestApp, { id }: { id: string }): Promise<number> =>
  Number((await redisOf(node).pubsub('NUMSUB', `${node.env.REDIS_PREFIX}p:${id}`))[1]);
