import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { NodeProcess } from '../faults/node-process.js';
import { everything } from '../faults/recount.js';
import { holdAgainstDocuments } from '../support/documented.js';
import { type Line, type Person, register } from '../support/people.js';
import { createRoom, getRoom, membersOf, sayIn } from '../support/rooms.js';
import { processEnv } from '../support/server-process.js';
import { until } from '../support/until.js';
import { WebPages } from '../support/web-pages.js';
import { releasedServer } from './released.js';

const EACH = 40;

beforeAll(() => holdAgainstDocuments(false));
afterAll(() => holdAgainstDocuments(true));

const start = async (env: Record<string, string>, program?: string): Promise<NodeProcess> => {
  const node = await NodeProcess.start(env, { program });
  onTestFinished(async () => void (await node.kill()));
  return node;
};

const connect = async (person: Person): Promise<Line> => {
  const line = await person.connect();
  onTestFinished(() => line.close());
  return line;
};

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

/** The last released version and this one on the same database and Redis, as they stand while an installation is updated. */
it('nodes of the version before and of this one serve one installation', { timeout: 180_000 }, async () => {
  const pages = await WebPages.open();
  onTestFinished(() => pages.close());
  const env = { ...processEnv(), OUTBOUND_LOOPBACK_PORTS: String(pages.port) };
  const released = await releasedServer();

  // The version before has served for a while, and goes on while the first new node makes its indexes and migrates.
  const before = await start({ ...env, JOBS: 'off' }, released);
  const amy = await register(before.url, 'amy');
  const ben = await register(before.url, 'ben');
  const { id: room_id } = await createRoom(amy, { member_ids: [ben.id] });
  const old = await connect(amy);
  let starting = true;
  let sent = 0;
  const duringUpdate = (async () => {
    for (; starting; sent += 1) await sayIn(amy, room_id, `while it migrates ${sent}`);
  })();
  const current = await start(env);
  starting = false;
  await duringUpdate;
  expect(sent).toBeGreaterThan(0);
  const anew = await connect(ben.at(current.url));

  // Both write to one room at once: whoever loses a number tries the next, and each hears all of it in order.
  const say = (line: Line, who: string) =>
    Promise.all(
      numbers(EACH).map((n) =>
        line.ask('send_message', { room_id, content: `${who} ${n}`, client_id: `${who}${n}` }),
      ),
    );
  const acknowledged = (await Promise.all([say(old, 'old'), say(anew, 'new')])).flat();
  expect(acknowledged.every(({ ok }) => ok)).toBe(true);
  const total = sent + 2 * EACH;
  const seqs = (line: Line) => line.all('new_message').map(({ seq }) => seq);
  await old.until(() => seqs(old).at(-1) === total);
  await anew.until(() => seqs(anew).at(-1) === total);
  expect(seqs(old)).toEqual(numbers(total));
  expect(seqs(anew)).toEqual(numbers(total).slice(sent));
  const stored = await everything(amy, room_id);
  expect(stored.map(({ seq }) => seq)).toEqual(numbers(total));

  // What happens to a message on one version is told on the other, and both count alike.
  const [one, two] = stored as [(typeof stored)[0], (typeof stored)[0]];
  await old.ask('add_reaction', { message_id: one.id, emoji: '👍' });
  await anew.next('reaction_added', ({ message_id }) => message_id === one.id);
  await anew.ask('add_reaction', { message_id: two.id, emoji: '🎉' });
  await old.next('reaction_added', ({ message_id }) => message_id === two.id);
  await old.ask('edit_message', { message_id: two.id, content: 'put right' });
  expect((await anew.next('message_edited')).message).toMatchObject({ id: two.id, content: 'put right' });
  await anew.ask('typing_start', { room_id });
  expect(await old.next('user_typing')).toMatchObject({ user_id: ben.id });
  const synced = (line: Line) =>
    line.ask('sync', { conversations: [{ room_id, after_seq: 0, after_rev: 0 }] });
  expect(await synced(anew)).toMatchObject({ ok: true, conversations: [{ last_seq: total, last_rev: 3 }] });
  expect(await synced(old)).toMatchObject({ ok: true, conversations: [{ last_seq: total, last_rev: 3 }] });
  for (const at of [before, current])
    expect(await getRoom(ben.at(at.url), room_id)).toMatchObject({
      last_seq: total,
      unread_count: sent + EACH,
    });

  // Memberships and sessions are known on both within a moment.
  const cem = await register(current.url, 'cem');
  await amy.api('POST', `/rooms/${room_id}/members`, { user_ids: [cem.id] });
  await anew.next('member_joined', ({ user }) => user.id === cem.id);
  await amy.at(current.url).api('DELETE', `/rooms/${room_id}/members/${cem.id}`);
  await old.next('member_left', ({ user_id }) => user_id === cem.id);
  await until(async () => (await cem.at(before.url).api('GET', `/rooms/${room_id}/messages`)).status === 403);
  expect((await membersOf(amy, room_id)).length).toBe(2);

  // A job that the version before asked for is done by this one.
  const url = pages.html('/page', '<title>Seen by the new one</title>');
  const linked = await sayIn(amy, room_id, `look ${url}`);
  const updated = await old.next('message_updated', ({ message }) => message.id === linked.id);
  expect(updated.message.link_previews).toMatchObject([{ title: 'Seen by the new one' }]);

  // Back: the new one goes, the version before serves what was migrated and said.
  expect(await current.stop()).toBe(0);
  const again = await connect(ben.at(before.url));
  await again.ask('send_message', { room_id, content: 'as before' });
  expect(await old.next('new_message', ({ content }) => content === 'as before')).toMatchObject({
    seq: total + 2,
  });
  expect(seqs(old)).toEqual(numbers(total + 2));
  expect(await before.stop()).toBe(0);
});
