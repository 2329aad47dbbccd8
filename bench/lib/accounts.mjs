/**
 * Very many people who have signed in. One registers over HTTP; the others are copies of that account, of its session and of its
 * token, as thousands of password hashes would take longer than the bench.
 */
import { createHmac } from 'node:crypto';
import { MongoClient, ObjectId } from 'mongodb';
import { JWT_SECRET, register } from './parley.mjs';
import { Rest } from './sdk.mjs';

const BATCH = 1_000;

/** @param {string} part */
const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());
/** @param {object} part */
const encoded = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** @param {object} head @param {object} claims */
function sign(head, claims) {
  const signed = `${encoded(head)}.${encoded(claims)}`;
  return `${signed}.${createHmac('sha256', JWT_SECRET).update(signed).digest('base64url')}`;
}

/** @param {{ mongodbUrl: string, url: string }} options */
export async function openAccounts({ mongodbUrl, url }) {
  const first = await register(url, 0);
  const [head = '', claims = ''] = first.token.split('.');
  const client = new MongoClient(mongodbUrl);
  const [users, sessions] = [client.db().collection('users'), client.db().collection('sessions')];
  const user = await users.findOne({ _id: new ObjectId(first.id) });
  const session = await sessions.findOne({ _id: new ObjectId(decoded(claims).sid) });
  let made = 0;

  const copies = (/** @type {number} */ count) =>
    Array.from({ length: count }, () => {
      made += 1;
      const username = `${user?.username}-${made}`;
      const email = `${username}@example.org`;
      const [id, sid] = [new ObjectId(), new ObjectId()];
      const token = sign(decoded(head), {
        ...decoded(claims),
        sub: id.toHexString(),
        sid: sid.toHexString(),
      });
      const { api } = new Rest({ urls: [url], token: async () => token });
      return {
        person: { id: id.toHexString(), token, api },
        user: { ...user, _id: id, username, display_name: username, email, email_lower: email },
        session: { ...session, _id: sid, user_id: id },
      };
    });

  return {
    /** People whom nobody has met: what they are in, and whom they know, is what a scene makes of them. @param {number} count @returns {Promise<import('./parley.mjs').Person[]>} */
    invite: async (count) => {
      /** @type {import('./parley.mjs').Person[]} */
      const people = [];
      while (people.length < count) {
        const fresh = copies(Math.min(BATCH, count - people.length));
        await users.insertMany(fresh.map((one) => one.user));
        await sessions.insertMany(fresh.map((one) => one.session));
        people.push(...fresh.map(({ person }) => person));
      }
      return people;
    },
    close: () => client.close(),
  };
}
