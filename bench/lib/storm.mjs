/** In a generator's process: very many people whose connections are cut at once, and who all come back at once. */
import { clock, Seat } from './seat.mjs';

const PARALLEL_CONNECTS = 100;
const PATIENCE_MS = 60_000;

/**
 * @typedef {object} Client
 * @property {string} url
 * @property {import('./seating.mjs').Chair} chair
 * @property {Seat} seat
 * @property {Map<string, number>} known the last number that it has of each room
 */

/** @type {Client[]} */
let clients = [];

/**
 * @param {{ step: 'open', url: string, chairs: import('./seating.mjs').Chair[] } | { step: 'cut' } | { step: 'back', sync: boolean }} options
 */
export async function storm(options) {
  if (options.step === 'open') return open(options.url, options.chairs);
  if (options.step === 'cut') {
    for (const { seat } of clients) seat.cut();
    return {};
  }
  return back(options.sync);
}

/** @param {string} url @param {import('./seating.mjs').Chair[]} chairs */
async function open(url, chairs) {
  for (const { seat } of clients) seat.cut();
  clients = [];
  for (let n = 0; n < chairs.length; n += PARALLEL_CONNECTS) {
    await Promise.all(
      chairs.slice(n, n + PARALLEL_CONNECTS).map(async (chair) => {
        const seat = new Seat(url, chair.auth);
        await seat.ready;
        const known = new Map(headsOf(seat).map(({ room_id, last_seq }) => [room_id, last_seq]));
        clients.push({ url, chair, seat, known });
      }),
    );
  }
  return {};
}

/** @param {Seat} seat @returns {{ room_id: string, last_seq: number }[]} */
const headsOf = ({ welcome }) => JSON.parse(welcome)[1].heads ?? [];

/** @param {boolean} sync whether they ask for what they missed, as clients of Parley do */
async function back(sync) {
  const began = clock();
  const outcomes = await Promise.allSettled(
    clients.map((client) => withPatience(comeBack(client, began, sync))),
  );
  const good = outcomes.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
  const errors = outcomes.filter((one) => one.status === 'rejected').map(({ reason }) => String(reason));
  const column = (/** @type {'readyMs' | 'syncMs' | 'syncedMs'} */ name) =>
    Float64Array.from(good.map((one) => one[name])).sort();
  return {
    ...{ readyMs: column('readyMs'), syncMs: column('syncMs'), syncedMs: column('syncedMs') },
    ...{ missed: good.reduce((sum, { missed }) => sum + missed, 0), errors: errors.length, error: errors[0] },
    lost: good.reduce((sum, { lost }) => sum + lost, 0),
  };
}

/** @template T @param {Promise<T>} work @returns {Promise<T>} */
const withPatience = (work) =>
  Promise.race([
    work,
    new Promise((/** @type {(none: never) => void} */ _, reject) => {
      setTimeout(() => reject(new Error('took too long')), PATIENCE_MS).unref();
    }),
  ]);

/** @param {Client} client @param {number} began @param {boolean} sync */
async function comeBack(client, began, sync) {
  client.seat = new Seat(client.url, client.chair.auth);
  await client.seat.ready;
  const ready = clock();
  const { missed, lost } = sync ? await catchUp(client) : { missed: 0, lost: 0 };
  const synced = clock();
  return { readyMs: ready - began, syncMs: synced - ready, syncedMs: synced - began, missed, lost };
}

/** @param {Client} client */
async function catchUp({ seat, known }) {
  let [missed, lost] = [0, 0];
  const heads = headsOf(seat);
  for (;;) {
    const conversations = heads
      .filter(({ room_id, last_seq }) => last_seq > (known.get(room_id) ?? 0))
      .map(({ room_id }) => ({ room_id, after_seq: known.get(room_id) ?? 0 }));
    if (conversations.length === 0) return { missed, lost };
    const answer = JSON.parse(textOf(await seat.ask('sync', { conversations })))[0];
    if (!answer.ok) throw new Error(answer.error?.code ?? 'sync was refused');
    for (const { room_id, messages } of answer.conversations) {
      for (const { seq } of messages) {
        missed += 1;
        lost += seq - (known.get(room_id) ?? 0) - 1;
        known.set(room_id, seq);
      }
      if (messages.length === 0) throw new Error('sync brought nothing');
    }
  }
}

/** The acknowledgement without its number. @param {string} text */
const textOf = (text) => text.slice(text.indexOf('['));
