import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/contract/drafts.js';
import { limits } from '../../src/contract/limits.js';
import type { Message } from '../../src/contract/message.js';
import { DraftRepository } from '../../src/drafts/draft.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf } from '../support/dms.js';
import { type Person, register, registerAll } from '../support/people.js';
import { createRoom, refused, sayIn, unknownId } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let room_id: string;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
});
beforeEach(async () => {
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
  room_id = (await createRoom(amy, { type: 'private', member_ids: [ben.id] })).id;
});
afterAll(() => Promise.all([node?.stop(), other?.stop()]));

const say = (person: Person, content: string, more: object = {}): Promise<Message> =>
  sayIn(person, room_id, content, more);
const write = (person: Person, content: string, more: object = {}, place = `/rooms/${room_id}`) =>
  person.api<{ draft: Draft }>('PUT', `${place}/draft`, { content, ...more });
const drafts = async (person: Person): Promise<Draft[]> =>
  (await person.api<{ drafts: Draft[] }>('GET', '/drafts')).body.drafts;
const contents = async (person: Person): Promise<string[]> =>
  (await drafts(person)).map(({ content }) => content);

describe('drafts', () => {
  it('are kept for each conversation and thread, the latest first', async () => {
    const parent = await say(ben, 'parent');
    const reply = await say(ben, 'reply', { parent_id: parent.id });
    const dm = await dmOf(amy, ben);
    await write(amy, 'in the room');
    await write(amy, 'in the DM', {}, `/direct-messages/${dm.id}`);
    const { status, body } = await write(amy, 'in the thread', { parent_id: reply.id });
    expect(status).toBe(200);
    expect(body.draft).toMatchObject({
      room_id,
      dm_id: null,
      parent_id: parent.id,
      content: 'in the thread',
    });
    expect(await contents(amy.at(other.url))).toEqual(['in the thread', 'in the DM', 'in the room']);
    expect(await drafts(ben)).toEqual([]);
    await write(amy, ' \n');
    expect(await contents(amy)).toEqual(['in the thread', 'in the DM']);
  });

  it('are told to the other own devices, not to the one that wrote', async () => {
    const [phone, laptop, bens] = await Promise.all([
      amy.connect(),
      amy.at(other.url).connect(),
      ben.connect(),
    ]);
    expect(await phone.ask('save_draft', { room_id, content: 'one' })).toMatchObject({ ok: true });
    const { draft } = await laptop.next('draft_updated');
    expect(draft).toMatchObject({ room_id, content: 'one' });
    await laptop.ask('save_draft', { room_id, content: 'two' });
    expect((await phone.next('draft_updated')).draft.content).toBe('two');
    await say(amy, 'sent');
    await bens.next('new_message');
    for (const line of [phone, laptop])
      await line.next('draft_updated', (event) => event.draft.content === '');
    expect(phone.all('draft_updated').map((event) => event.draft.content)).toEqual(['two', '']);
    expect(laptop.all('draft_updated').map((event) => event.draft.content)).toEqual(['one', '']);
    expect(await drafts(amy)).toEqual([]);
    expect(bens.all('draft_updated')).toEqual([]);
    for (const line of [phone, laptop, bens]) line.close();
  });

  it('end with the message that was sent there, from whatever node, and nowhere else', async () => {
    const parent = await say(ben, 'parent');
    await write(amy, 'in the room');
    await write(amy, 'in the thread', { parent_id: parent.id });
    await say(amy.at(other.url), 'reply', { parent_id: parent.id });
    await until(async () => (await contents(amy)).length === 1);
    expect(await contents(amy)).toEqual(['in the room']);
    await say(ben, 'of somebody else');
    await say(amy, 'top');
    await until(async () => (await contents(amy)).length === 0);
  });

  it('are what was written last, whenever it comes', async () => {
    const at = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();
    await write(amy, 'later', { written_at: at(-10) });
    const { body } = await write(amy, 'earlier', { written_at: at(-20) });
    expect(body.draft.content).toBe('later');
    // A clock that is ahead does not keep the others from writing.
    await write(amy, 'from the future', { written_at: at(3_600) });
    await write(amy, 'now');
    expect(await contents(amy)).toEqual(['now']);
    await write(amy, '');
    expect((await write(amy, 'offline since', { written_at: at(-5) })).body.draft.content).toBe('');
    expect(await drafts(amy)).toEqual([]);
    const { id: parent_id } = await say(ben, 'parent');
    const order = [3, 7, 1, 5, 0, 6, 2, 4];
    const race = order.map((n) =>
      write(n % 2 === 0 ? amy : amy.at(other.url), `race ${n}`, { parent_id, written_at: at(n - 20) }),
    );
    await Promise.all(race);
    expect(await contents(amy)).toEqual(['race 7']);
  });

  it('are only where one may read', async () => {
    const eve = await register(node.url, 'eve');
    await refused(write(eve, 'x'), 404, 'room_not_found');
    await refused(write(amy, 'x', { parent_id: unknownId }), 404, 'message_not_found');
    await refused(write(amy, 'x'.repeat(10_001)), 400, 'validation_failed');
    await refused(write(amy, 'x', { written_at: 'soon' }), 400, 'validation_failed');
    await write(ben, 'mine');
    await amy.api('DELETE', `/rooms/${room_id}/members/${ben.id}`);
    expect(await drafts(ben)).toEqual([]);
    await amy.api('POST', `/rooms/${room_id}/members`, { user_ids: [ben.id] });
    expect(await contents(ben)).toEqual(['mine']);
    await amy.api('DELETE', `/rooms/${room_id}`);
    await until(async () => (await node.app.get(DraftRepository).ofUser(ben.id)).length === 0);
  });

  it(`are the latest ${limits.drafts}`, async () => {
    const repository = node.app.get(DraftRepository);
    const ids = Array.from({ length: limits.drafts + 3 }, (_, n) => n.toString(16).padStart(24, '0'));
    for (const [n, id] of ids.entries())
      await repository.write(amy.id, {
        conversation: { id, type: 'room' },
        parent_id: null,
        content: `${n}`,
        written_at: new Date(Date.now() - 100_000 + n),
      });
    await write(amy, 'the latest');
    const kept = await repository.ofUser(amy.id);
    expect(kept).toHaveLength(limits.drafts);
    expect(kept[0]?.content).toBe('the latest');
  });
});
