import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, createConnection } from 'mongoose';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { backUp } from '../../src/backup/dump.js';
import { restore } from '../../src/backup/restore.js';
import { Config } from '../../src/config/config.js';
import type { ReaderHead } from '../../src/contract/inbox.js';
import type { File } from '../../src/contract/message.js';
import { declareModels } from '../../src/database/declared-models.js';
import { makeStorage } from '../../src/storage/make-storage.js';
import { TempFiles } from '../../src/storage/temp-files.js';
import { startApp, type TestApp } from '../support/app.js';
import { databaseUri } from '../support/databases.js';
import { bytesAt, upload } from '../support/files.js';
import { type Person, registerAll } from '../support/people.js';
import { createRoom, sayIn } from '../support/rooms.js';
import { until } from '../support/until.js';
import { everything, recount } from './recount.js';

let node: TestApp;
let folder: string;

beforeAll(async () => {
  node = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'parley-backup-'));
});
afterAll(async () => {
  await node.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Database and storage of an environment, as the commands have them. */
const partsOf = async (env: Record<string, string>) => {
  const config = Config.read(env);
  const temp = new TempFiles(config);
  await temp.onApplicationBootstrap();
  const connection: Connection = await createConnection(config.env.MONGODB_URI, {
    autoIndex: false,
    autoCreate: false,
  }).asPromise();
  declareModels(AppModule.with(config), connection);
  onTestFinished(async () => {
    temp.onApplicationShutdown();
    await connection.close();
  });
  return { connection, storage: makeStorage(config, temp), temp };
};

const elsewhere = (): Record<string, string> => {
  const name = `parley_test_${randomBytes(6).toString('hex')}`;
  return {
    ...node.env,
    MONGODB_URI: databaseUri(name),
    REDIS_PREFIX: `${name}:`,
    DATA_DIR: join(folder, name),
  };
};

/** Says something, answers, edits, reacts and reads, again and again, and counts what was acknowledged. */
const keepTalking = (people: Person[], room: string) => {
  let going = true;
  let said = 0;
  const talk = async (person: Person): Promise<void> => {
    while (going) {
      const message = await sayIn(person, room, `word ${said} @${people[0]?.username}`);
      said += 1;
      await sayIn(person, room, 'an answer', { parent_id: message.id });
      await person.api('PATCH', `/messages/${message.id}`, { content: `edited ${said}` });
      await person.api('POST', `/messages/${message.id}/reactions`, { emoji: '👍' });
      await person.api('POST', `/rooms/${room}/read`, { message_id: message.id });
      if (said % 7 === 0) await person.api('DELETE', `/messages/${message.id}`);
    }
  };
  const talking = Promise.all(people.map(talk));
  return {
    said: () => said,
    stop: async () => {
      going = false;
      await talking;
    },
  };
};

it('a backup taken while people talk holds all that was acknowledged before, once, and counts as before', async () => {
  const [amy, ben, cat] = await registerAll(node.url, 'amy', 'ben', 'cat');
  const rooms = await Promise.all([1, 2].map(() => createRoom(amy, { member_ids: [ben.id, cat.id] })));
  const file = await upload(ben, 'what ben has to show', 'note.txt');
  const shown = await sayIn(ben, rooms[0]?.id as string, 'a file', { attachment_ids: [file.id] });
  const talks = rooms.map(({ id }) => keepTalking([amy, ben], id));
  await until(() => talks.every(({ said }) => said() > 3));

  const before = new Map<string, string[]>();
  for (const { id } of rooms)
    before.set(
      id,
      (await everything(cat, id)).map((message) => message.id),
    );
  const dir = join(folder, 'backup');
  const manifest = await backUp({ ...(await partsOf(node.env)), folder: dir });
  for (const { stop } of talks) await stop();
  expect(manifest.collections['messages']?.documents).toBeGreaterThan(12);

  expect(manifest.files).toBe(1);

  const env = elsewhere();
  await restore({ ...(await partsOf(env)), folder: dir });
  const other = await startApp(env);
  onTestFinished(() => other.stop());
  for (const person of [amy, ben, cat].map((one) => one.at(other.url))) {
    const line = await person.connect();
    onTestFinished(() => line.close());
    const { heads } = line.all('ready')[0] as { heads: ReaderHead[] };
    for (const { id } of rooms) {
      const messages = await everything(person, id);
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
      const ids = messages.map((message) => message.id);
      expect(ids.slice(0, before.get(id)?.length)).toEqual(before.get(id));
      const head = heads.find(({ room_id }) => room_id === id);
      expect(head?.last_seq).toBe(messages.length);
      const position = await positionIn(env, person.id, id);
      const { unread_count, mention_count } = head as ReaderHead;
      expect({ unread_count, mention_count }).toEqual(recount(messages, person.id, position));
    }
  }
  const again = ben.at(other.url);
  const { body } = await again.api<{ message: { attachments: File[] } }>('GET', `/messages/${shown.id}`);
  const url = body.message.attachments[0]?.url ?? null;
  expect(String(await bytesAt({ url: other.url }, url))).toBe('what ben has to show');
  // It goes on where it stopped.
  const [first] = rooms;
  const { length } = await everything(again, first?.id as string);
  expect((await sayIn(again, first?.id as string, 'on we go')).seq).toBe(length + 1);
});

const positionIn = async (env: Record<string, string>, user: string, room: string): Promise<number> => {
  const { connection } = await partsOf(env);
  const found = await connection
    .model('UnreadCount')
    .findOne({ user_id: user, room_id: room })
    .lean<{ seq: number }>();
  return found?.seq ?? 0;
};

it('is refused where something is, and when it is not whole', async () => {
  const dir = join(folder, 'second');
  const parts = await partsOf(node.env);
  await backUp({ ...parts, folder: dir });
  await expect(backUp({ ...parts, folder: dir })).rejects.toThrow('is not empty');
  await expect(restore({ ...parts, folder: dir })).rejects.toThrow('the database is not empty');
  const empty = await partsOf(elsewhere());
  await appendFile(join(dir, 'rooms.bson.gz'), 'more');
  await expect(restore({ ...empty, folder: dir })).rejects.toThrow('is not what the backup wrote');
  await rm(join(dir, 'rooms.bson.gz'));
  await expect(restore({ ...empty, folder: dir })).rejects.toThrow('is missing');
  await rm(join(dir, 'manifest.json'));
  await expect(restore({ ...empty, folder: dir })).rejects.toThrow('holds no whole backup');
  expect((await readdir(dir)).length).toBeGreaterThan(0);
});

it('every collection of the application is in it', async () => {
  const { connection } = await partsOf(node.env);
  const dir = join(folder, 'third');
  const { collections } = await backUp({ ...(await partsOf(node.env)), folder: dir });
  const stored = (await connection.listCollections())
    .map(({ name }) => name)
    // Which migrations ran: they run again after a restore, and change nothing twice.
    .filter((name) => name !== 'migrations');
  expect(Object.keys(collections).sort()).toEqual(stored.sort());
});
