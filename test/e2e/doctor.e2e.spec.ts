import { createSocket } from 'node:dgram';
import { mkdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import webPush from 'web-push';
import { AppModule } from '../../src/app.module.js';
import { declareModels } from '../../src/database/declared-models.js';
import { examineAll, lineOf } from '../../src/doctor/examination.js';
import type { Finding } from '../../src/doctor/finding.js';
import { checkTools } from '../../src/doctor/machine.check.js';
import { startApp, type TestApp } from '../support/app.js';
import { startClamd } from '../support/clamd.js';
import { databaseUri } from '../support/databases.js';
import { SmtpServer } from '../support/smtp-server.js';

let node: TestApp;
let database: Connection;

beforeAll(async () => {
  node = await startApp();
  database = node.app.get<Connection>(getConnectionToken());
});
afterAll(() => node.stop());

const examine = (changes: Record<string, string | undefined> = {}): Promise<Finding[]> =>
  examineAll({ ...node.env, ...changes }, (connection, config) =>
    declareModels(AppModule.with(config), connection),
  );

const named = (findings: Finding[], name: string): Finding[] =>
  findings.filter((finding) => finding.name === name);

const stateOf = (findings: Finding[], name: string) => named(findings, name).map(({ state }) => state);

/** Answers binding requests as a STUN server does. */
const startStun = async (): Promise<string> => {
  const socket = createSocket('udp4');
  socket.on('message', (request, { port, address }) => {
    const answer = Buffer.from(request);
    answer.writeUInt16BE(0x0101);
    socket.send(answer, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => void socket.close());
  return `stun:127.0.0.1:${(socket.address() as AddressInfo).port}`;
};

describe('the doctor', () => {
  it('finds a healthy installation well, and leaves nothing behind', async () => {
    const findings = await examine();
    expect(findings.filter(({ state }) => state === 'fail')).toEqual([]);
    const well = ['node', 'database', 'database clock', 'transactions', 'indexes', 'redis', 'redis clock'];
    for (const name of [...well, 'queue', 'storage'])
      expect([name, stateOf(findings, name)]).toEqual([name, ['ok']]);
    expect(named(findings, 'indexes')[0]?.text).toMatch(
      new RegExp(`^all \\d+ in ${Object.keys(database.models).length} collections$`),
    );
    const collections = (await database.listCollections()).map(({ name }) => name);
    expect(collections).not.toContain('doctor_probes');
  });

  it('names an index that is missing, and one that nobody named', async () => {
    await database.collection('drafts').dropIndex('conversation_id_1');
    await database.collection('rooms').createIndex({ description: 1 });
    const findings = await examine();
    expect(named(findings, 'indexes').map(lineOf).sort()).toEqual([
      'FAIL  indexes: drafts lacks (conversation_id); start one node: it builds what is missing',
      expect.stringMatching(/^warn {2}indexes: rooms has description_1, which no schema names/),
    ]);
    await database.collection('rooms').dropIndex('description_1');
    await database.collection('drafts').createIndex({ conversation_id: 1 });
    expect(stateOf(await examine(), 'indexes')).toEqual(['ok']);
  });

  it('says of an empty database that the first start fills it', async () => {
    const findings = await examine({ MONGODB_URI: databaseUri('parley_test_nobody') });
    expect(named(findings, 'indexes')).toMatchObject([{ state: 'warn', text: 'the database is empty' }]);
  });

  it('goes on when database, Redis and storage cannot be reached', async () => {
    const findings = await examine({
      MONGODB_URI: 'mongodb://127.0.0.1:9/parley',
      REDIS_URL: 'redis://127.0.0.1:9',
      S3_BUCKET: 'nowhere',
      S3_ENDPOINT: 'http://127.0.0.1:9',
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'secret',
    });
    for (const name of ['database', 'redis', 'storage']) {
      expect(named(findings, name)).toMatchObject([{ state: 'fail', advice: expect.any(String) }]);
    }
    expect(named(findings, 'redis')[0]?.text).toContain('ECONNREFUSED');
    expect(stateOf(findings, 'indexes')).toEqual([]);
  });

  it('finds a folder that is a file', async () => {
    const folder = `${node.env['DATA_DIR']}-doctor`;
    await mkdir(folder, { recursive: true });
    onTestFinished(() => rm(folder, { recursive: true }));
    expect(stateOf(await examine({ DATA_DIR: folder }), 'storage')).toEqual(['ok']);
    const findings = await examine({ DATA_DIR: '/dev/null' });
    expect([stateOf(findings, 'storage'), stateOf(findings, 'disk')]).toEqual([['fail'], ['fail']]);
  });
});

describe('settings', () => {
  const settingsOf = async (changes: Record<string, string | undefined>) =>
    (await examine(changes))
      .filter(({ name }) => name.startsWith('setting'))
      .map(({ name, state }) => `${state} ${name.replace('setting ', '')}`);
  const good = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://chat.example.org',
    TRUST_PROXY: '1',
    METRICS_TOKEN: 't',
    RATE_LIMIT_SCALE: '1',
  };

  it('that are right are right, and each that is not is named', async () => {
    expect(await settingsOf(good)).toEqual(['ok settings']);
    expect(await settingsOf({ ...good, JWT_SECRET: '' })).toEqual(['fail JWT_SECRET']);
    expect(await settingsOf({ ...good, NODE_ENV: 'development', JWT_SECRET: '' })).toEqual([
      'warn NODE_ENV',
      'warn JWT_SECRET',
    ]);
    expect(await settingsOf({ ...good, PUBLIC_URL: 'http://chat.example.org' })).toEqual(['warn PUBLIC_URL']);
    expect(await settingsOf({ ...good, TRUST_PROXY: '0', CORS_ORIGINS: '*' })).toEqual([
      'warn TRUST_PROXY',
      'warn CORS_ORIGINS',
    ]);
    expect(await settingsOf({ ...good, MONGODB_URI: 'postgres://', PORT: 'x' })).toEqual([
      'fail PORT',
      'fail MONGODB_URI',
    ]);
  });
});

describe('what lies outside', () => {
  it('is asked where it was named, and found when it answers', async () => {
    const [smtp, clamd, stun] = [await SmtpServer.start(), await startClamd('virus'), await startStun()];
    onTestFinished(async () => {
      clamd.close();
      await smtp.stop();
    });
    const { publicKey, privateKey } = webPush.generateVAPIDKeys();
    const findings = await examine({
      ...{ SMTP_URL: smtp.url, CLAMAV_ADDRESS: clamd.address, STUN_URLS: stun },
      ...{ VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey },
    });
    for (const name of ['mail', 'virus scan', 'push keys', `calls ${stun}`])
      expect([name, stateOf(findings, name)]).toEqual([name, ['ok']]);
    expect(stateOf(findings, 'gifs')).toEqual([]);
  });

  it('fails when it does not', async () => {
    const findings = await examine({
      ...{ SMTP_URL: 'smtp://127.0.0.1:9', CLAMAV_ADDRESS: '127.0.0.1:9', GIPHY_API_KEY: 'key' },
      ...{ GIPHY_API_URL: 'http://127.0.0.1:9', TURN_URLS: 'turn:127.0.0.1:9?transport=tcp,nonsense' },
      VAPID_PUBLIC_KEY: webPush.generateVAPIDKeys().publicKey,
      VAPID_PRIVATE_KEY: webPush.generateVAPIDKeys().privateKey,
    });
    const names = [
      'mail',
      'virus scan',
      'gifs',
      'push keys',
      'calls nonsense',
      'calls turn:127.0.0.1:9?transport=tcp',
    ];
    for (const name of names) expect([name, stateOf(findings, name)]).toEqual([name, ['fail']]);
  });

  it('misses programs that are not installed', async () => {
    expect((await checkTools('/nowhere')).map(({ state }) => state)).toEqual(['warn', 'warn']);
  });
});
