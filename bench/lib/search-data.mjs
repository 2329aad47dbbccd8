/** Many messages for the benchmark of search, of words as frequent as those of a language are. */
import mongoose from 'mongoose';

const ROOMS = 20;
const BATCH = 2_000;
const YEAR_MS = 365 * 86_400_000;
const PASSWORD = 'correct horse battery';

let seed = 42;
/** The same in every run. */
const random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
/** @param {number} below */
const pick = (below) => Math.floor(random() * below);

const syllables =
  'ka to mi re sun ber lin do pa cho ny ze fra gu ti lo wen ar is ko sta pre ung mar tel vo'.split(' ');
const vocabulary = [
  ...new Set(
    Array.from({ length: 60_000 }, () =>
      Array.from({ length: 2 + pick(3) }, () => syllables[pick(syllables.length)]).join(''),
    ),
  ),
].slice(0, 40_000);
/** The nth word comes one nth as often as the first, as in any language. */
const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? 'ka';
/** A word around one place of the list of frequencies. @param {number} rank */
export const around = (rank) =>
  vocabulary[Math.min(vocabulary.length - 1, Math.floor(rank * (0.8 + random() * 0.4)))] ?? 'ka';

/** What a later run needs to ask the same data. @typedef {{ email: string, rooms: string[], began: number }} Data */
/** @typedef {(path: string, body: object, token?: string) => Promise<any>} Post */

/** A day of the year that the messages are from. @param {Data} data */
export const someDay = ({ began }) => new Date(began - random() * YEAR_MS).toISOString().slice(0, 10);

/** @param {Post} post @param {Data} data @returns {Promise<string>} a token */
export const signIn = async (post, { email }) =>
  (await post('/auth/login', { email, password: PASSWORD })).token;

/**
 * Stores the messages in bulk, as sends would, half of them in the first room; the indexes are built afterwards, which
 * is faster than by a million steps.
 *
 * @param {object} options
 * @param {Post} options.post
 * @param {number} options.count
 * @param {import('mongoose').Model<any>} options.model of messages
 * @param {{ insert(messages: object[]): Promise<void> }} options.repository
 * @param {{ advance(heads: Map<string, object>): Promise<void> }} options.heads
 * @returns {Promise<Data>}
 */
export async function store({ post, count, model, repository, heads }) {
  const name = `bench-${Date.now().toString(36)}`;
  const email = `${name}@example.org`;
  const { token, user } = await post('/auth/register', { username: name, email, password: PASSWORD });
  /** @type {string[]} */
  const rooms = [];
  for (let n = 0; n < ROOMS; n += 1)
    rooms.push((await post('/rooms', { name: `${name} ${n}`, type: 'private' }, token)).room.id);

  await model.init();
  await model.collection.dropIndexes();
  /** @type {Map<string, { seq: number }>} */
  const latest = new Map();
  /** @type {Promise<void>[]} */
  const loading = [];
  const began = Date.now();
  for (let done = 0; done < count; done += BATCH) {
    const messages = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) => {
      const room = /** @type {string} */ (rooms[random() < 0.5 ? 0 : 1 + pick(ROOMS - 1)]);
      const seq = (latest.get(room)?.seq ?? 0) + 1;
      const id = new mongoose.Types.ObjectId().toHexString();
      latest.set(room, /** @type {any} */ ({ seq, top: seq, rev: 0, shown: { seq, id } }));
      return {
        ...{ id, conversation: { id: room, type: 'room' }, sender_id: user.id, client_id: null },
        ...{ kind: 'text', content: Array.from({ length: 3 + pick(14) }, word).join(' ') },
        ...{ mentions: [], mentions_room: false, mentions_here: false, attachments: [], link_previews: [] },
        ...{ forwarded_from: null, call: null, parent_id: null, also_in_room: false, seq, top: seq, rev: 0 },
        ...{ reactions: [], edited_at: null, deleted: false, pinned: false },
        created_at: new Date(began - YEAR_MS + ((done + index) / count) * YEAR_MS),
      };
    });
    loading.push(repository.insert(messages));
    if (loading.length >= 3) await loading.shift();
  }
  await Promise.all(loading);
  await heads.advance(latest);
  const loaded = Date.now();
  await model.createIndexes();
  const seconds = [loaded - began, Date.now() - loaded].map((ms) => (ms / 1_000).toFixed(0));
  console.log(`${count} messages stored in ${seconds[0]} s, the indexes built in ${seconds[1]} s`);
  return { email, rooms, began };
}
