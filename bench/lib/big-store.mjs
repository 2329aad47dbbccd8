/** The product in this process, on a database with very many messages, which a later run may ask again. */
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { getConnectionToken } from '@nestjs/mongoose';
import { startServices } from '../../tools/services/index.mjs';
import { ownParts } from './parley.mjs';
import { signIn, store } from './search-data.mjs';

const BUILD = new URL('../../dist/', import.meta.url);
/** By an address that the type checker does not follow: what was built is no source. @param {string} path @returns {Promise<any>} */
const built = (path) => import(new URL(path, BUILD).href);
const { createApp, stopApp } = await built('app.setup.js');
const { Config } = await built('config/config.js');
const { HeadRepository } = await built('messages/head.repository.js');
const { MessageRepository } = await built('messages/message.repository.js');

/** @param {{ messages: string, reuse?: string | undefined }} options */
export async function openBigStore({ messages, reuse }) {
  const dataDir = reuse ? resolve(reuse) : await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const services = await startServices({
    ...{ env: process.env, dataDir, log: () => {}, durable: false, nodePath: process.execPath },
  });
  const { mongodbUrl, prefix, forget } = ownParts(services);
  const app = await createApp(
    Config.read({
      ...{ MONGODB_URI: mongodbUrl, REDIS_URL: services.redis.url, REDIS_PREFIX: prefix, DATA_DIR: dataDir },
      ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', RATE_LIMIT_SCALE: '100000' },
      JWT_SECRET: 'a secret of the benchmark that is long enough',
    }),
  );
  await app.listen(0, '127.0.0.1');
  const origin = `http://127.0.0.1:${app.getHttpServer().address().port}`;

  /** @param {string} method @param {string} path @param {object} [body] @param {string} [token] */
  const ask = async (method, path, body, token) => {
    const response = await fetch(`${origin}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = /** @type {any} */ (await response.json());
    if (!response.ok && answer.code !== 'search_too_broad')
      throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  /** @type {import('./search-data.mjs').Post} */
  const post = (path, body, token) => ask('POST', path, body, token);

  /**
   * What was made once in this folder is made no more. @template T @param {string} name @param {() => Promise<T>} make
   * @returns {Promise<T>}
   */
  const once = async (name, make) => {
    // Of services that were given by address nothing stays when this ends.
    if (!services.mongodb.embedded) return make();
    const note = join(dataDir, `${name}.json`);
    if (existsSync(note)) return JSON.parse(await readFile(note, 'utf8'));
    const made = await make();
    if (reuse) await writeFile(note, JSON.stringify(made));
    return made;
  };

  /** @type {import('mongoose').Connection} */
  const connection = app.get(getConnectionToken(), { strict: false });
  const model = connection.model('Message');
  const parts = {
    repository: app.get(MessageRepository, { strict: false }),
    heads: app.get(HeadRepository, { strict: false }),
  };
  const data = await once('search-data', () => store({ post, count: Number(messages), model, ...parts }));
  // What a release adds to the indexes is not there in a folder of an earlier one.
  await model.createIndexes();
  return {
    ...{ app, origin, ask, post, once, connection, model, data, ...parts },
    token: await signIn(post, data),
    close: async () => {
      await stopApp(app);
      await forget();
      await services.stop();
      if (!reuse) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
