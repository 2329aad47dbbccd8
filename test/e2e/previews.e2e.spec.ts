import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf } from '../support/dms.js';
import { type Line, type Person, register, registerAll } from '../support/people.js';
import { createRoom, refused, setRole, unknownId } from '../support/rooms.js';
import { until } from '../support/until.js';
import { WebPages } from '../support/web-pages.js';

let pages: WebPages;
let node: TestApp;
let other: TestApp;
let off: TestApp;
let amy: Person;
let ben: Person;
let room: string;
let line: Line;
let n = 0;

beforeAll(async () => {
  pages = await WebPages.open();
  node = await startApp({ OUTBOUND_LOOPBACK_PORTS: String(pages.port) });
  [other, off] = await Promise.all([startApp(node.env), startApp({ ...node.env, LINK_PREVIEWS: 'off' })]);
});
beforeEach(async () => {
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
  room = (await createRoom(amy, { member_ids: [ben.id] })).id;
  line = await ben.at(other.url).connect();
});
afterEach(() => line.close());
afterAll(async () => {
  await Promise.all([node.stop(), other.stop(), off.stop()]);
  await pages.close();
});

const page = (title: string): string => {
  n += 1;
  return pages.html(`/${n}`, `<title>${title}</title>`);
};
const say = async (content: string, person = amy, place = `/rooms/${room}`): Promise<Message> =>
  (await person.api<{ message: Message }>('POST', `${place}/messages`, { content })).body.message;
const updated = async (id: string, titles: string[]): Promise<Message> => {
  const { message } = await line.next(
    'message_updated',
    ({ message }) =>
      message.id === id && `${message.link_previews.map(({ title }) => title)}` === `${titles}`,
  );
  return message;
};
const read = async (id: string): Promise<Message> =>
  (await amy.api<{ message: Message }>('GET', `/messages/${id}`)).body.message;
const remove = (person: Person, id: string) =>
  person.api<{ message: Message }>('DELETE', `/messages/${id}/previews`);
const changesOf = (id: string) => line.all('message_updated').filter(({ message }) => message.id === id);

describe('links in messages', () => {
  it('get previews, as a change that every member is told of', async () => {
    const [one, two] = [page('One'), page('Two')];
    const message = await say(`see ${one} and [that](${two}), not ${pages.url('/missing')}`);
    expect(message.link_previews).toEqual([]);
    const shown = await updated(message.id, ['One', 'Two']);
    expect(shown).toMatchObject({ rev: 1, edited: false });
    expect(shown.link_previews[0]).toEqual({
      ...{ url: one, title: 'One', description: '', site_name: '127.0.0.1' },
      ...{ image_url: null, image_width: null, image_height: null },
    });
    expect(await read(message.id)).toEqual(shown);
    const synced = await amy.api<{ conversations: { changes: { kind: string }[] }[] }>('POST', '/sync', {
      conversations: [{ room_id: room, after_seq: 1, after_rev: 0 }],
    });
    expect(synced.body.conversations[0]?.changes).toMatchObject([{ kind: 'updated' }]);
  });

  it('three at most, and none in code', async () => {
    const links = ['A', 'B', 'C', 'D'].map(page);
    const message = await say(`\`${page('Code')}\`\n\`\`\`\n${page('Block')}\n\`\`\`\n${links.join(' ')}`);
    await updated(message.id, ['A', 'B', 'C']);
  });

  it('in conversations of two as well', async () => {
    const { id } = await dmOf(amy, ben);
    const message = await say(page('Private'), amy, `/direct-messages/${id}`);
    await updated(message.id, ['Private']);
  });

  it('that lead nowhere disturb nobody, and come once though many jobs ask', async () => {
    const url = page('Once');
    const nowhere = await say(`${pages.url('/nowhere')} http://127.0.0.1:1/ http://10.0.0.1/`);
    const message = await say(url);
    await updated(message.id, ['Once']);
    const last = await say(url, ben);
    await updated(last.id, ['Once']);
    expect(changesOf(message.id)).toHaveLength(1);
    expect(changesOf(nowhere.id)).toEqual([]);
  });

  it('arrive though somebody reacts at the same time', async () => {
    let answer: () => void = () => undefined;
    const url = pages.serve('/slow', (_request, response) => {
      answer = () => response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Slow</title>');
    });
    const message = await say(url);
    await until(() => pages.asked.includes('/slow'));
    answer();
    await Promise.all(
      ['👍', '🎉', '🚀'].map((emoji) => ben.api('POST', `/messages/${message.id}/reactions`, { emoji })),
    );
    await updated(message.id, ['Slow']);
    const now = await read(message.id);
    expect([now.reactions.length, now.link_previews[0]?.title]).toEqual([3, 'Slow']);
    expect(changesOf(message.id)).toHaveLength(1);
  });
});

describe('after an edit', () => {
  it('they are those of the new text, or none', async () => {
    const message = await say(page('Before'));
    await updated(message.id, ['Before']);
    await amy.api('PATCH', `/messages/${message.id}`, { content: page('After') });
    await updated(message.id, ['After']);
    await amy.api('PATCH', `/messages/${message.id}`, { content: 'no link' });
    await updated(message.id, []);
  });

  it('that comes while the page is read, those of the old text never show', async () => {
    let answer: () => void = () => undefined;
    const slow = pages.serve('/held', (_request, response) => {
      answer = () => response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Old</title>');
    });
    const message = await say(slow);
    await until(() => pages.asked.includes('/held'));
    await amy.api('PATCH', `/messages/${message.id}`, { content: page('New') });
    answer();
    await updated(message.id, ['New']);
    expect(changesOf(message.id).flatMap(({ message }) => message.link_previews)).toMatchObject([
      { title: 'New' },
    ]);
  });
});

describe('a message loses them', () => {
  it('by its sender, for good', async () => {
    const message = await say(page('Gone'));
    await updated(message.id, ['Gone']);
    await setRole(amy, room, ben, 'admin');
    await refused(remove(ben, message.id), 403, 'permission_denied');
    await refused(remove(amy, unknownId), 404, 'message_not_found');
    await refused(remove(await register(node.url, 'eve'), message.id), 403, 'not_a_member');
    const answer = await remove(amy.at(other.url), message.id);
    expect([answer.status, answer.body.message.link_previews]).toEqual([200, []]);
    await updated(message.id, []);
    expect((await remove(amy, message.id)).body.message.rev).toBe(answer.body.message.rev);
    await amy.api('PATCH', `/messages/${message.id}`, { content: page('Never') });
    const next = await say(page('Next'));
    await updated(next.id, ['Next']);
    expect((await read(message.id)).link_previews).toEqual([]);
  });

  it('when it is deleted, also while the page is read', async () => {
    const message = await say(page('Deleted'));
    await updated(message.id, ['Deleted']);
    await amy.api('DELETE', `/messages/${message.id}`);
    expect((await read(message.id)).link_previews).toEqual([]);
    await refused(remove(amy, message.id), 409, 'message_deleted');
    let answer: () => void = () => undefined;
    const held = pages.serve('/held-2', (_request, response) => {
      answer = () => response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Late</title>');
    });
    const quick = await say(held);
    await until(() => pages.asked.includes('/held-2'));
    await amy.api('DELETE', `/messages/${quick.id}`);
    answer();
    const next = await say(page('Then'));
    await updated(next.id, ['Then']);
    expect(changesOf(quick.id)).toEqual([]);
  });
});

describe('turned off', () => {
  it('in a room there are none, until its admins turn them on', async () => {
    await refused(ben.api('PATCH', `/rooms/${room}`, { link_previews: false }), 403, 'permission_denied');
    const told = await amy.api<{ room: object }>('PATCH', `/rooms/${room}`, { link_previews: false });
    expect(told.body.room).toMatchObject({ link_previews: false });
    const without = await say(page('Off'));
    const { id: elsewhere } = await dmOf(amy, ben);
    const fence = await say(page('Elsewhere'), amy, `/direct-messages/${elsewhere}`);
    await updated(fence.id, ['Elsewhere']);
    expect(changesOf(without.id)).toEqual([]);
    await amy.api('PATCH', `/rooms/${room}`, { link_previews: true });
    const message = await say(page('On'));
    await updated(message.id, ['On']);
  });

  it('on a server there are none', async () => {
    const without = await say(page('Off'), amy.at(off.url));
    const message = await say(page('On'));
    await updated(message.id, ['On']);
    expect(changesOf(without.id)).toEqual([]);
  });
});
