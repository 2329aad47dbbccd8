import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { File } from '../../src/contract/message.js';
import { TempFiles } from '../../src/storage/temp-files.js';
import { FileSweeper } from '../../src/uploads/file-sweeper.js';
import { startApp } from '../support/app.js';
import { dmOf } from '../support/dms.js';
import { bytesAt, upload } from '../support/files.js';
import { notified } from '../support/notifications.js';
import { type Person, register } from '../support/people.js';
import { PushService } from '../support/push-service.js';
import { createRoom } from '../support/rooms.js';
import { installMediaTools, pdfOf } from '../support/samples.js';
import { processEnv } from '../support/server-process.js';
import { until } from '../support/until.js';
import { NodeProcess } from './node-process.js';

const DAY_MS = 24 * 3_600_000;
/** To draw them takes some seconds: time enough to be killed in. */
const LINES = 800;

let env: Record<string, string>;
let redis: Redis;

beforeEach(async () => {
  env = { ...processEnv(), DATA_DIR: await mkdtemp(join(tmpdir(), 'parley-jobs-')) };
  redis = new Redis(env['REDIS_URL'] as string);
});
afterEach(async () => {
  redis.disconnect();
  await rm(env['DATA_DIR'] as string, { recursive: true, force: true });
});

/** What minutes do to the jobs of a node that was killed: their locks run out, and the others notice. Says which they are. */
const minutesPass = async (lane: 'light' | 'heavy'): Promise<string[]> => {
  const key = `${env['REDIS_PREFIX']}jobs:${lane}:`;
  const jobs = await redis.lrange(`${key}active`, 0, -1);
  if (jobs.length > 0) await redis.sadd(`${key}stalled`, ...jobs);
  await redis.del(`${key}stalled-check`, ...jobs.map((job) => `${key}${job}:lock`));
  return jobs.map((job) => key + job);
};

const areOver = (jobs: string[]): Promise<void> =>
  until(async () => (await redis.exists(...jobs)) === 0, { what: 'the jobs that were taken up again' });

const filesIn = async (folder: string): Promise<string[]> => {
  const found = await readdir(join(env['DATA_DIR'] as string, folder), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return found.filter((one) => one.isFile()).map(({ name }) => name);
};

it('a server that is killed while it makes a thumbnail: another makes it, and nothing else is left', {
  timeout: 120_000,
}, async () => {
  await installMediaTools();
  const node = await NodeProcess.start(env);
  let amy: Person;
  let room: string;
  let file: File;
  try {
    amy = await register(node.url, 'amy');
    room = (await createRoom(amy)).id;
    file = await upload(amy, pdfOf(LINES), 'plan.pdf');
    // The copy that the job looks at.
    await until(async () => (await filesIn('incoming')).length > 0, { what: 'the job', everyMs: 5 });
  } finally {
    await node.kill();
  }
  expect(await filesIn('incoming')).not.toEqual([]);
  expect(await filesIn('storage')).toEqual(['original']);

  const jobs = await minutesPass('heavy');
  expect(jobs).toHaveLength(1);
  const next = await startApp({ ...env, LOG_LEVEL: 'silent' });
  try {
    await areOver(jobs);
    await amy.at(next.url).api('POST', `/rooms/${room}/messages`, { attachment_ids: [file.id] });
    const { body } = await amy.at(next.url).api<{ file: File }>('GET', `/files/${file.id}/url`);
    expect((await bytesAt(amy.at(next.url), body.file.thumbnail_url)).length).toBeGreaterThan(0);
    await next.app.get(TempFiles).sweep(Date.now() + DAY_MS);
    await next.app.get(FileSweeper).sweep(new Date(Date.now() + 2 * DAY_MS));
    expect(await filesIn('incoming')).toEqual([]);
    expect((await filesIn('storage')).sort()).toEqual(['original', 'thumbnail']);
  } finally {
    await next.stop();
  }
});

it('a server that is killed between the claim of a push and its sending: nothing is sent twice', {
  timeout: 120_000,
}, async () => {
  const push = await PushService.open();
  // Takes a connection, and reads nothing that comes: what is sent there was not sent yet.
  let connections = 0;
  const deaf = createServer({ pauseOnConnect: true }, () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  const deafPort = (deaf.address() as AddressInfo).port;
  Object.assign(env, { OUTBOUND_LOOPBACK_PORTS: `${push.port},${deafPort}`, PUSH_DELAY_MS: '0' });

  const node = await NodeProcess.start(env);
  let amy: Person;
  let ben: Person;
  let dm: string;
  const browser = push.browser();
  try {
    amy = await register(node.url, 'amy');
    ben = await register(node.url, 'ben');
    dm = (await dmOf(amy, ben)).id;
    await browser.subscribe(ben);
    const { keys } = push.browser().subscription;
    await ben.api('POST', '/push/subscriptions', { endpoint: `http://127.0.0.1:${deafPort}/push/a`, keys });
    push.held = [];
    await amy.api('POST', `/direct-messages/${dm}/messages`, { content: 'one' });
    await push.until(browser, 1);
    await until(() => connections === 1, { what: 'the other push' });
  } finally {
    await node.kill();
  }

  push.held = null;
  const jobs = await minutesPass('light');
  expect(jobs).toHaveLength(2);
  const next = await startApp({ ...env, LOG_LEVEL: 'silent' });
  try {
    await areOver(jobs);
    expect([push.to(browser).length, connections]).toEqual([1, 1]);
    deaf.close();
    // What was not sent stays in the list, and pushes go on.
    await notified(ben.at(next.url), 1);
    await amy.at(next.url).api('POST', `/direct-messages/${dm}/messages`, { content: 'two' });
    const pushed = await push.until(browser, 2);
    expect(pushed.map(({ data }) => data.notification['excerpt'])).toEqual(['one', 'two']);
    expect(push.faults).toEqual([]);
  } finally {
    await next.stop();
    await push.close();
  }
});
