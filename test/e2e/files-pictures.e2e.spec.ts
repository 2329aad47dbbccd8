import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Room } from '../../src/contract/rooms.js';
import type { User } from '../../src/contract/users.js';
import { PicturesService } from '../../src/uploads/pictures.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytesAt, fetchFile, picture, upload } from '../support/files.js';
import { type Person, registerAll } from '../support/people.js';
import { createRoom, refused, unknownId } from '../support/rooms.js';
import { until } from '../support/until.js';
import { WebPages } from '../support/web-pages.js';

let pages: WebPages;
let node: TestApp;
let amy: Person;
let ben: Person;

beforeAll(async () => {
  pages = await WebPages.open();
  node = await startApp({ OUTBOUND_LOOPBACK_PORTS: String(pages.port) });
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
});
afterAll(async () => {
  await node?.stop();
  await pages?.close();
});

const setAvatar = (person: Person, input: object) => person.api<{ user: User }>('PATCH', '/users/me', input);
const photo = async (person: Person): Promise<string> => {
  const bytes = await picture(600, 300)
    .withExif({ IFD3: { GPSLatitude: '52/1 31/1 0/1' } })
    .jpeg()
    .toBuffer();
  return (await upload(person, bytes, 'me.jpg')).id;
};

describe('an avatar', () => {
  it('is a square made of an upload, at an address that stays and that everybody may fetch', async () => {
    const { status, body } = await setAvatar(amy, { avatar_file_id: await photo(amy) });
    expect(status).toBe(200);
    const url = body.user.avatar_url;
    expect(url).toMatch(/\/api\/pictures\/[\w-]{32}$/);
    const response = await fetchFile(amy, url);
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const { width, height, exif, format } = await sharp(await bytesAt(amy, url)).metadata();
    expect({ width, height, exif, format }).toEqual({
      width: 256,
      height: 256,
      exif: undefined,
      format: 'webp',
    });
    expect((await ben.api<{ user: User }>('GET', `/users/${amy.id}`)).body.user.avatar_url).toBe(url);
    // What came with the profile can be sent back with it.
    expect((await setAvatar(amy, { display_name: 'Amy', avatar_url: url })).body.user.avatar_url).toBe(url);
    const again = await fetchFile(amy, url, {
      // Without the second header fetch itself would ask for a fresh answer.
      headers: { 'if-none-match': response.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
  });

  it('from elsewhere is fetched once and kept here: who looks at it is not known there', async () => {
    const there = pages.html('/amy.png', await picture(300, 300).png().toBuffer(), 'image/png');
    const { body } = await setAvatar(amy, { avatar_url: there });
    expect(body.user.avatar_url).toMatch(/\/api\/pictures\/[\w-]{32}$/);
    expect((await fetchFile(ben, body.user.avatar_url)).status).toBe(200);
    expect(pages.asked).toEqual(['/amy.png']);
    const { body: made } = await amy.api<{ bot: { id: string } }>('POST', '/bots', {
      username: 'a-bot',
      display_name: 'A bot',
    });
    const bot = `/bots/${made.bot.id}`;
    const { body: drawn } = await amy.api<{ bot: User }>('PATCH', bot, { avatar_url: there });
    expect(drawn.bot.avatar_url).toMatch(/\/api\/pictures\/[\w-]{32}$/);
    expect(drawn.bot.avatar_url).not.toBe(body.user.avatar_url);
    for (const avatar_url of [
      pages.url('/missing.png'),
      pages.html('/page', '<h1>no picture</h1>'),
      pages.redirect('/inside', 'http://169.254.169.254/a.png'),
      'http://10.0.0.1/a.png',
    ]) {
      await refused(setAvatar(amy, { avatar_url }), 422, 'file_refused');
      await refused(amy.api('PATCH', bot, { avatar_url }), 422, 'file_refused');
    }
  });

  it('takes the place of the one before, whose bytes go', async () => {
    const first = (await setAvatar(amy, { avatar_file_id: await photo(amy) })).body.user.avatar_url;
    const second = (await setAvatar(amy, { avatar_file_id: await photo(amy) })).body.user.avatar_url;
    expect(second).not.toBe(first);
    await node.app.get(PicturesService).sweep();
    expect((await fetchFile(amy, first)).status).toBe(404);
    expect((await fetchFile(amy, second)).status).toBe(200);
    // A day later it is found to be shown still.
    await node.app.get(PicturesService).sweep(new Date(Date.now() + 25 * 3_600_000));
    expect((await fetchFile(amy, second)).status).toBe(200);
    expect((await setAvatar(amy, { avatar_url: null })).body.user.avatar_url).toBeNull();
    await node.app.get(PicturesService).sweep();
    expect((await fetchFile(amy, second)).status).toBe(404);
  });

  it('cannot be made of what is no picture, another’s, or in a message', async () => {
    const text = await upload(amy, 'no picture', 'me.png');
    await refused(setAvatar(amy, { avatar_file_id: text.id }), 422, 'file_refused');
    const svg = await upload(amy, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'me.svg');
    await refused(setAvatar(amy, { avatar_file_id: svg.id }), 422, 'file_refused');
    await refused(setAvatar(amy, { avatar_file_id: await photo(ben) }), 404, 'file_not_found');
    await refused(setAvatar(amy, { avatar_file_id: unknownId }), 404, 'file_not_found');
    const [{ id }, used] = [await createRoom(amy), await photo(amy)];
    await amy.api('POST', `/rooms/${id}/messages`, { attachment_ids: [used] });
    await refused(setAvatar(amy, { avatar_file_id: used }), 409, 'file_in_use');
  });
});

describe('a cover', () => {
  it('is set and taken off by who may edit the room, and everybody is told', async () => {
    const room = await createRoom(amy, { type: 'private', member_ids: [ben.id] });
    const line = await ben.connect();
    const set = (person: Person, cover_file_id: string | null) =>
      person.api<{ room: Room }>('PATCH', `/rooms/${room.id}`, { cover_file_id });
    await refused(set(ben, await photo(ben)), 403, 'permission_denied');
    const { body } = await set(amy, await photo(amy));
    const told = await line.next('room_updated', ({ room: { cover_url } }) => cover_url !== null);
    expect(told.room.cover_url).toBe(body.room.cover_url);
    const { width, height } = await sharp(await bytesAt(amy, told.room.cover_url)).metadata();
    expect({ width, height }).toEqual({ width: 1200, height: 400 });
    expect((await set(amy, null)).body.room.cover_url).toBeNull();
    await node.app.get(PicturesService).sweep();
    expect((await fetchFile(amy, told.room.cover_url)).status).toBe(404);
    line.close();
  });

  it('is gone with its room, also when nobody said that another took its place', async () => {
    const { id } = await createRoom(amy);
    const set = async () =>
      (await amy.api<{ room: Room }>('PATCH', `/rooms/${id}`, { cover_file_id: await photo(amy) })).body.room
        .cover_url;
    const pictures = node.app.get(PicturesService);
    const forgotten = vi.spyOn(pictures, 'release').mockResolvedValue();
    const [first, second] = [await set(), await set()];
    forgotten.mockRestore();
    const statuses = () =>
      Promise.all([first, second].map(async (url) => (await fetchFile(amy, url)).status));
    await pictures.sweep(new Date(Date.now() + 25 * 3_600_000));
    expect(await statuses()).toEqual([404, 200]);
    await amy.api('DELETE', `/rooms/${id}`);
    // It is released after the answer.
    await until(async () => {
      await pictures.sweep();
      return (await statuses())[1] === 404;
    });
    expect(await statuses()).toEqual([404, 404]);
  });
});

describe('an address of a picture', () => {
  it.each(['x', 'x'.repeat(32), '..%2f..%2fetc%2fpasswd', 'x'.repeat(65)])(
    'that is none (%s) leads nowhere',
    async (id) => {
      const { status } = await fetchFile(node, `/api/pictures/${id}`);
      expect([400, 404]).toContain(status);
    },
  );
});
