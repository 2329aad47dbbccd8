import { getConnectionToken } from '@nestjs/mongoose';
import { Redis } from 'ioredis';
import { type Connection, Types } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ParleyClient } from '../../sdk/src/client.js';
import { startApp, type TestApp } from '../support/app.js';
import { databaseUri } from '../support/databases.js';
import { type Person, register } from '../support/people.js';

/** What the sweep asks in the background, whatever is sent. */
const background = /^(hello|ping|endSessions)$/;
const backgroundCollections = new Set(['sweeps', 'conversation_heads']);

let server: TestApp;
let amy: Person;
let client: ParleyClient;
const mongo: string[] = [];
const redis: string[] = [];

beforeAll(async () => {
  const uri = new URL(databaseUri(`parley_test_budget_${Date.now().toString(36)}`));
  uri.searchParams.set('monitorCommands', 'true');
  server = await startApp({ MONGODB_URI: uri.href });
  amy = await register(server.url, 'amy');
  client = new ParleyClient({ urls: [server.url], token: async () => amy.token }).connect();
  const connection = server.app.get<Connection>(getConnectionToken());
  connection.getClient().on('commandStarted', ({ commandName, command }) => {
    const collection = String(command[commandName]);
    const isSweep = commandName === 'aggregate' && JSON.stringify(command.pipeline).includes('"$group"');
    if (!background.test(commandName) && !backgroundCollections.has(collection) && !isSweep)
      mongo.push(`${commandName} ${collection}`);
  });
  // Every command passes here on its way out. What a script does inside Redis is no round trip.
  const commands = server.app.get(Redis);
  const sendCommand = commands.sendCommand.bind(commands);
  const ofSends = [`${server.env.REDIS_PREFIX}rate:message`, `${server.env.REDIS_PREFIX}c:`];
  commands.sendCommand = (command, ...rest) => {
    const args = command.args.map(String);
    if (ofSends.some((beginning) => args.some((arg) => arg.startsWith(beginning)))) redis.push(command.name);
    return sendCommand(command, ...rest);
  };
});
afterAll(async () => {
  client.close();
  await server.stop();
});

const makeRoom = async (members: number): Promise<string> => {
  const { body } = await amy.api<{ room: { id: string } }>('POST', '/rooms', {
    name: `of ${members}`,
    type: 'private',
  });
  const now = new Date();
  const connection = server.app.get<Connection>(getConnectionToken());
  const rows = Array.from({ length: members - 1 }, () => ({
    conversation_id: new Types.ObjectId(body.room.id),
    type: 'room',
    user_id: new Types.ObjectId(),
    role: 'member',
    joined_at: now,
    joined_seq: 0,
    joined_top: 0,
    left_at: null,
    updated_at: now,
  }));
  await connection.collection('memberships').insertMany(rows);
  return body.room.id;
};

/** Commands of both stores while this is done. */
const counted = async (act: () => Promise<unknown>): Promise<{ mongo: string[]; redis: string[] }> => {
  mongo.length = 0;
  redis.length = 0;
  await act();
  return { mongo: [...mongo], redis: [...redis] };
};

it.each([10, 10_000])(
  'a send costs two round trips alone and less than 1.2 under load in a room of %d',
  async (members) => {
    const room_id = await makeRoom(members);
    await client.send({ room_id, content: 'warm' });
    // What is remembered for a second may have been forgotten in between, on a machine that is busy.
    const tries = [];
    for (let n = 0; n < 3; n += 1)
      tries.push(await counted(() => client.send({ room_id, content: 'alone' })));
    expect(Math.min(...tries.map(({ mongo: commands }) => commands.length))).toBeLessThanOrEqual(2);
    for (const { mongo: commands } of tries) expect(commands).toContain('insert messages');

    const sends = 300;
    const load = await counted(() =>
      Promise.all(
        Array.from({ length: sends }, (_, n) =>
          client.ask('send_message', { room_id, content: `load ${n}` }),
        ),
      ),
    );
    expect(load.mongo.length / sends).toBeLessThan(1.2);
    // Nobody else counts along, and nobody else is to be told.
    expect(load.redis).toEqual([]);
  },
);

it('sends of many rooms share their inserts', async () => {
  const rooms = await Promise.all(Array.from({ length: 40 }, () => makeRoom(10)));
  const all = () =>
    Promise.all(rooms.map((room_id) => client.ask('send_message', { room_id, content: 'x' })));
  await all();
  const { mongo: commands } = await counted(async () => {
    await all();
    await all();
  });
  const inserts = commands.filter((command) => command === 'insert messages');
  expect(inserts.length).toBeGreaterThan(0);
  expect(inserts.length).toBeLessThanOrEqual((2 * rooms.length) / 4);
});

it('with another node a send costs two commands of Redis at most, in rooms of any size', async () => {
  const other = await startApp(server.env);
  try {
    for (const members of [10, 10_000]) {
      const room_id = await makeRoom(members);
      await client.send({ room_id, content: 'warm' });
      const sends = 100;
      const load = await counted(() =>
        Promise.all(
          Array.from({ length: sends }, (_, n) =>
            client.ask('send_message', { room_id, content: `load ${n}` }),
          ),
        ),
      );
      expect(load.redis.length / sends).toBeLessThanOrEqual(2);
      expect(load.redis.length).toBeGreaterThanOrEqual(sends);
    }
  } finally {
    await other.stop();
  }
});
