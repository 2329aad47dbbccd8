import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migration-runner.js';
import type { Migration } from '../../src/database/migrations.js';
import { everything } from '../faults/recount.js';
import { startApp, type TestApp } from '../support/app.js';
import { online, registerAll } from '../support/people.js';
import { createRoom, getRoom, sayIn } from '../support/rooms.js';

let node: TestApp;
let database: Connection;

beforeAll(async () => {
  node = await startApp();
  database = node.app.get<Connection>(getConnectionToken());
});
afterAll(() => node.stop());

const nothing = () => Promise.resolve();

describe('migrations', () => {
  it('run once and in order, whichever nodes start together', async () => {
    const ran: string[] = [];
    const list: Migration[] = ['2026-01-01-one', '2026-01-02-two'].map((id) => ({
      id,
      run: async () => void ran.push(id),
    }));
    let building = 0;
    const build = async () => {
      building += 1;
      expect(building).toBe(1);
      await new Promise(setImmediate);
      building -= 1;
    };
    await Promise.all([1, 2, 3].map(() => migrate(database, list, build, { leaseMs: 5_000 })));
    expect(ran).toEqual(['2026-01-01-one', '2026-01-02-two']);
  });

  it('that fail are run again, and what came before them is not', async () => {
    const ran: string[] = [];
    let fails = true;
    const list: Migration[] = [
      { id: '2026-02-01-whole', run: async () => void ran.push('whole') },
      {
        id: '2026-02-02-cut-off',
        run: async () => {
          if (fails) throw new Error('cut off');
          ran.push('cut off');
        },
      },
    ];
    await expect(migrate(database, list, nothing)).rejects.toThrow('cut off');
    fails = false;
    await migrate(database, list, nothing);
    expect(ran).toEqual(['whole', 'cut off']);
  });

  it('wait for the lease of a node that died no longer than it lasts', async () => {
    await database.collection('migrations').insertOne({
      ...{ _id: 'lease' as never, holder: 'nobody', until: new Date(Date.now() + 300) },
    });
    await migrate(database, [], nothing, { leaseMs: 1_000 });
    expect(await database.collection('migrations').findOne({ _id: 'lease' as never })).toBeNull();
  });
});

describe('the version before, beside this one', () => {
  it('wrote rooms and heads that lack what is new: both are served, and nothing is lost', async () => {
    const [amy, ben] = await registerAll(node.url, 'amy', 'ben');
    const room = (await createRoom(amy, { member_ids: [ben.id] })).id;
    const said = [await sayIn(amy, room, 'one'), await sayIn(ben, room, 'two')];
    // As the node before wrote it, while this one runs.
    await database.collection('rooms').updateMany({}, { $unset: { retention_days: '' } });
    await database
      .collection('conversation_heads')
      .updateMany({}, { $unset: { floor: '', removed_until: '' } });
    await database.collection('migrations').deleteMany({});

    const next = await startApp(node.env);
    try {
      const [before, after] = [await online(amy), await online(ben.at(next.url))];
      said.push(await sayIn(amy, room, 'three'), await sayIn(ben.at(next.url), room, 'four'));
      for (const line of [before, after]) await line.next('new_message', ({ content }) => content === 'four');
      for (const person of [amy, ben.at(next.url)]) {
        expect((await everything(person, room)).map(({ id }) => id)).toEqual(said.map(({ id }) => id));
        expect((await getRoom(person, room)).retention_days).toBeNull();
      }
      const stored = await database.collection('rooms').findOne({ name: (await getRoom(amy, room)).name });
      expect(stored).toMatchObject({ retention_days: null });
    } finally {
      await next.stop();
    }
  });
});
