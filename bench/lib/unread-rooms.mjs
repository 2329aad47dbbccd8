/** Rooms of people of whom one has read half of each, the others nothing: own messages, deleted ones and mentions are among the rest. */
import mongoose from 'mongoose';

const MESSAGES = 40;
const READ = 20;
const AT_ONCE = 10;
const PASSWORD = 'correct horse battery';
const newId = () => new mongoose.Types.ObjectId().toHexString();

/**
 * @param {object} store
 * @param {(method: string, path: string, body?: object, token?: string) => Promise<any>} store.ask
 * @param {{ insert(messages: object[]): Promise<void> }} store.repository
 * @param {{ advance(heads: Map<string, object>): Promise<void> }} store.heads
 * @param {{ rooms: number, readers: number, settleMs: number }} options
 * @returns {Promise<string[]>} the readers' addresses
 */
export async function storeRooms({ ask, repository, heads }, { rooms, readers: count, settleMs }) {
  const [writer, ...readers] = await Promise.all(
    Array.from({ length: 1 + count }, (_, n) => {
      const username = `person-${n}-${Date.now().toString(36)}`;
      return ask('POST', '/auth/register', {
        username,
        email: `${username}@example.org`,
        password: PASSWORD,
      });
    }),
  );
  const [reader] = readers;
  /** @param {number} n */
  const storeRoom = async (n) => {
    const draft = { name: `unread ${n}`, type: 'private', member_ids: readers.map(({ user }) => user.id) };
    const { room } = await ask('POST', '/rooms', draft, writer.token);
    const messages = Array.from({ length: MESSAGES }, (_, index) => {
      const seq = index + 1;
      const own = seq > READ && (seq + n) % 20 === 0;
      const named = !own && (seq + n) % 15 === 0;
      return {
        ...{ id: newId(), conversation: { id: room.id, type: 'room' }, client_id: null, kind: 'text' },
        ...{ sender_id: own ? reader.user.id : writer.user.id, content: `message ${seq} of room ${n}` },
        ...{ mentions: named ? [reader.user.id] : [], mentions_room: !own && (seq + n) % 35 === 0 },
        ...{ mentions_here: false, attachments: [], link_previews: [], forwarded_from: null, call: null },
        ...{ parent_id: null, also_in_room: false, seq, top: seq, rev: 0, reactions: [], edited_at: null },
        ...{ deleted: !own && !named && (seq + n) % 25 === 0, pinned: false, created_at: new Date() },
      };
    });
    await repository.insert(messages);
    const { id } = /** @type {{ id: string }} */ (messages.at(-1));
    const last = { seq: MESSAGES, top: MESSAGES, rev: 0, shown: { seq: MESSAGES, id } };
    await heads.advance(new Map([[room.id, last]]));
    await ask('POST', `/rooms/${room.id}/read`, { message_id: messages[READ - 1]?.id }, reader.token);
  };
  for (let n = 0; n < rooms; n += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => storeRoom(n + index)));
  // What was stored just now is read beside the heads: as it is after a while, it is in them.
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  return readers.map(({ user }) => user.email);
}

/**
 * @param {import('./search-data.mjs').Post} post
 * @param {string[]} readers
 * @returns {Promise<string[]>} their tokens, which last some minutes
 */
export const signInReaders = async (post, readers) =>
  (await Promise.all(readers.map((email) => post('/auth/login', { email, password: PASSWORD })))).map(
    ({ token }) => token,
  );
