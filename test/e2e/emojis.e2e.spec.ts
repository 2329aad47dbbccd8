import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomEmoji } from '../../src/contract/emojis.js';
import { limits } from '../../src/contract/limits.js';
import type { Message } from '../../src/contract/message.js';
import { EmojiSetRepository } from '../../src/emojis/emoji-set.repository.js';
import { PicturesService } from '../../src/uploads/pictures.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytesAt, fetchFile, picture, upload } from '../support/files.js';
import { type Person, register } from '../support/people.js';
import { createRoom, refused, unknownId } from '../support/rooms.js';

let first: TestApp;
let second: TestApp;
/** The first account administers the server. */
let admin: Person;
let amy: Person;
let ben: Person;

beforeAll(async () => {
  first = await startApp();
  second = await startApp(first.env);
  admin = await register(first.url, 'admin');
  amy = await register(first.url, 'amy');
  ben = (await register(first.url, 'ben')).at(second.url);
});
afterAll(() => Promise.all([second, first].map((node) => node?.stop())));

const imageOf = async (person: Person, bytes?: Buffer): Promise<string> =>
  (await upload(person, bytes ?? (await picture(300, 200).png().toBuffer()), 'emoji.png')).id;
const create = (person: Person, name: string, file_id: string) =>
  person.api<{ emoji: CustomEmoji }>('POST', '/emojis', { name, file_id });
const make = async (person: Person, name: string, bytes?: Buffer): Promise<CustomEmoji> => {
  const { status, body } = await create(person, name, await imageOf(person, bytes));
  expect([status, body.code]).toEqual([201, undefined]);
  return body.emoji;
};
const remove = (person: Person, id: string) => person.api('DELETE', `/emojis/${id}`);
const namesSeenBy = async (person: Person): Promise<string[]> =>
  (await person.api<{ emojis: CustomEmoji[] }>('GET', '/emojis')).body.emojis.map(({ name }) => name);
const react = (person: Person, { id }: Message, emoji: string) =>
  person.api<{ message: Message }>('POST', `/messages/${id}/reactions`, { emoji });
const unreact = (person: Person, { id }: Message, emoji: string) =>
  person.api<{ message: Message }>('DELETE', `/messages/${id}/reactions/${encodeURIComponent(emoji)}`);

describe('an emoji', () => {
  it('is made of an upload, and everybody on every node is told at once', async () => {
    expect(await namesSeenBy(ben)).not.toContain('ship_it');
    const lines = await Promise.all([amy.connect(), ben.connect()]);
    const emoji = await make(amy, 'ship_it');
    expect(emoji).toMatchObject({ name: 'ship_it', created_by: amy.id });
    for (const line of lines) {
      expect(await line.next('emojis_updated')).toEqual({ added: [emoji], removed: [] });
      line.close();
    }
    expect(await namesSeenBy(ben)).toContain('ship_it');
    const { format, width, height } = await sharp(await bytesAt(amy, emoji.url)).metadata();
    expect({ format, width, height }).toEqual({
      format: 'webp',
      width: emoji.width,
      height: emoji.height,
    });
    expect(width).toBe(128);
  });

  it('moves on when it moved', async () => {
    const frames = await Promise.all(
      ['#c03020', '#2030c0'].map((background) =>
        sharp({ create: { width: 40, height: 40, channels: 4, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ loop: 0, delay: [100, 100] })
      .toBuffer();
    const { url } = await make(amy, 'blink', gif);
    expect((await sharp(await bytesAt(amy, url), { animated: true }).metadata()).pages).toBe(2);
  });

  it.each(['a', 'Ship', 'a b', 'a'.repeat(33), ':ab:', 'é-é', ''])('is not named %j', async (name) => {
    await refused(create(amy, name, await imageOf(amy)), 400, 'validation_failed');
  });

  it.each(['+1', '-_-', '100', 'a'.repeat(32)])('may be named %j', async (name) => {
    await make(amy, name);
  });

  it('is not made of another’s file, of none, nor of what is no picture', async () => {
    await refused(create(amy, 'stolen', await imageOf(ben)), 404, 'file_not_found');
    await refused(create(amy, 'stolen', unknownId), 404, 'file_not_found');
    const text = await upload(amy, 'no picture', 'emoji.png');
    await refused(create(amy, 'stolen', text.id), 422, 'file_refused');
    expect(await namesSeenBy(amy)).not.toContain('stolen');
  });

  it('is removed by who made it or an administrator, with its picture', async () => {
    const emoji = await make(amy, 'passing');
    await refused(remove(ben, emoji.id), 403, 'permission_denied');
    const line = await ben.connect();
    expect((await remove(amy, emoji.id)).status).toBe(204);
    expect(await line.next('emojis_updated')).toEqual({ added: [], removed: [emoji.id] });
    expect(await namesSeenBy(ben)).not.toContain('passing');
    await refused(remove(amy, emoji.id), 404, 'emoji_not_found');
    await first.app.get(PicturesService).sweep();
    expect((await fetchFile(amy, emoji.url)).status).toBe(404);
    const another = await make(ben, 'passing');
    expect((await remove(admin, another.id)).status).toBe(204);
    const { body } = await admin.api<{ entries: { action: string; details: object }[] }>(
      'GET',
      '/admin/audit',
    );
    expect(body.entries[0]).toMatchObject({ action: 'emoji_removed', details: { name: 'passing' } });
    line.close();
  });
});

describe('at once on two nodes', () => {
  it('one name is one emoji, and the others are told so', async () => {
    const attempts = await Promise.all(
      [amy, ben, amy, ben, amy, ben].map(async (person) => ({ person, file: await imageOf(person) })),
    );
    const answers = await Promise.all(attempts.map(({ person, file }) => create(person, 'only', file)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    for (const { status, body } of answers) if (status === 409) expect(body.code).toBe('emoji_name_taken');
    expect((await namesSeenBy(ben)).filter((name) => name === 'only')).toHaveLength(1);
  });
});

describe('a reaction', () => {
  const makeMessage = async (): Promise<Message> => {
    const { id } = await createRoom(amy, { type: 'private', member_ids: [ben.id] });
    const sent = await amy.api<{ message: Message }>('POST', `/rooms/${id}/messages`, { content: 'hi' });
    return sent.body.message;
  };

  it('has a name that there is, and outlives its emoji', async () => {
    const message = await makeMessage();
    await refused(react(ben, message, ':mine:'), 404, 'emoji_not_found');
    const emoji = await make(amy, 'mine');
    const { status, body } = await react(ben, message, ':mine:');
    expect([status, body.message.reactions]).toEqual([201, [{ emoji: ':mine:', user_id: ben.id }]]);
    expect((await remove(amy, emoji.id)).status).toBe(204);
    const line = await ben.connect();
    expect(await line.ask('add_reaction', { message_id: message.id, emoji: ':mine:' })).toMatchObject({
      ok: false,
      error: { code: 'emoji_not_found' },
    });
    line.close();
    const kept = await amy.api<{ message: Message }>('GET', `/messages/${message.id}`);
    expect(kept.body.message.reactions).toHaveLength(1);
    expect((await unreact(ben, message, ':mine:')).body.message.reactions).toEqual([]);
  });

  it.each([':a:', ':Ship:', 'ship_it', ':ship_it', ':a::b:'])('is not %j', async (emoji) => {
    await refused(react(amy, await makeMessage(), emoji), 400, 'validation_failed');
  });
});

it('the set is never fuller than it can be, whoever asks where', async () => {
  const set = first.app.get(EmojiSetRepository);
  const all = await set.list();
  // All but one place: one after the other, since so many writes of one document at once get in each other's way.
  for (let n = all.length; n < limits.customEmojis - 1; n += 1)
    expect(
      await set.add({
        ...(all[0] as CustomEmoji),
        id: n.toString(16).padStart(24, 'a'),
        name: `filler_${n}`,
      }),
    ).toBe(true);
  const people = [amy, ben, amy, ben];
  const files = await Promise.all(people.map((person) => imageOf(person)));
  const answers = await Promise.all(
    people.map((person, n) => create(person, `last_${n}`, files[n] as string)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  for (const { status, body } of answers) if (status === 409) expect(body.code).toBe('emoji_limit_reached');
  expect(await set.list()).toHaveLength(limits.customEmojis);
});
