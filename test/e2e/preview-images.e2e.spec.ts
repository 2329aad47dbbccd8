import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { LinkImageRepository } from '../../src/previews/link-image.repository.js';
import { PreviewReader } from '../../src/previews/preview-reader.js';
import { PicturesService } from '../../src/uploads/pictures.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { register } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { WebPages } from '../support/web-pages.js';

let pages: WebPages;
let node: TestApp;
let reader: PreviewReader;
let count = 0;

beforeAll(async () => {
  pages = await WebPages.open();
  node = await startApp({ OUTBOUND_LOOPBACK_PORTS: String(pages.port) });
  reader = node.app.get(PreviewReader);
});
afterAll(async () => {
  await node.stop();
  await pages.close();
});

const next = (): number => {
  count += 1;
  return count;
};
const path = (): string => `/${next()}`;
const served = (bytes: Buffer | string, type = 'image/png'): string =>
  pages.html(path(), bytes as Buffer, type);
const pageWith = (image: string): string =>
  pages.html(
    path(),
    `<head><meta property="og:title" content="T"><meta property="og:image" content="${image}"></head>`,
  );
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: next() % 255 } } });
/** A picture whose head says that it has 50,000 times 50,000 pixels. */
const bomb = async (): Promise<Buffer> => {
  const png = await plain(1, 1).png().toBuffer();
  png.writeUInt32BE(50_000, 16);
  png.writeUInt32BE(50_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
};
const fetched = async (url: string | null | undefined): Promise<Response> =>
  fetch(new URL(url ?? '', node.url));
const animation = async (): Promise<Buffer> => {
  const frames = await Promise.all(
    [10, 90, 200].map((b) =>
      sharp({ create: { width: 60, height: 40, channels: 3, background: { r: 0, g: 0, b } } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
};

describe('the picture of a page', () => {
  it('is made anew, smaller, without what it carried, and served by us alone', async () => {
    const photo = await plain(1_600, 1_000)
      .withExif({ IFD0: { Copyright: 'a secret place' }, IFD3: { GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer();
    const preview = await reader.read(pageWith(served(photo, 'image/jpeg')));
    expect(preview).toMatchObject({ title: 'T', image_width: 800, image_height: 500 });
    expect(preview?.image_url).not.toContain(String(pages.port));
    const answer = await fetched(preview?.image_url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect(bytes.includes('a secret place')).toBe(false);
  });

  it('is found where the page says it is: by the page’s own address', async () => {
    const where = served(await plain(40, 40).png().toBuffer());
    const relative = pageWith(new URL(where).pathname);
    expect(await reader.read(relative)).toMatchObject({ image_width: 40, image_height: 40 });
  });

  it('is kept once, however many pages have it', async () => {
    const where = served(await plain(50, 50).png().toBuffer());
    const read = await Promise.all([pageWith(where), pageWith(where)].map((url) => reader.read(url)));
    expect(read[0]?.image_url).toBe(read[1]?.image_url);
  });
});

const HOUR_MS = 3_600_000;

describe('the picture of a link that no message shows any more', () => {
  it('is removed once the page that was read is old; others stay', async () => {
    const amy = await register(node.url, 'amy');
    const { id } = await createRoom(amy);
    const line = await amy.connect();
    const shared = pageWith(served(await plain(70, 70).png().toBuffer()));
    const unused = await reader.read(pageWith(served(await plain(80, 80).png().toBuffer())));
    const said = async (content: string) => {
      const { body } = await amy.api<{ message: Message }>('POST', `/rooms/${id}/messages`, { content });
      const { message } = await line.next('message_updated', ({ message }) => message.id === body.message.id);
      return message;
    };
    const [one, two] = [await said(shared), await said(`see ${shared}`)];
    const shown = one.link_previews[0]?.image_url;
    expect(two.link_previews[0]?.image_url).toBe(shown);
    const sweep = (hours: number) =>
      node.app.get(PicturesService).sweep(new Date(Date.now() + hours * HOUR_MS));
    const statuses = () =>
      Promise.all([shown, unused?.image_url].map(async (url) => (await fetched(url)).status));

    await sweep(20);
    expect(await statuses()).toEqual([200, 200]);
    await sweep(26);
    expect(await statuses()).toEqual([200, 404]);
    await amy.api('DELETE', `/messages/${one.id}`);
    await sweep(26 + 8 * 24);
    expect(await statuses()).toEqual([200, 404]);
    await amy.api('DELETE', `/messages/${two.id}/previews`);
    await sweep(26 + 16 * 24);
    expect(await statuses()).toEqual([404, 404]);
    line.close();
  });

  it('is kept for a page that was read again meanwhile, and made anew after that', async () => {
    const bytes = await plain(90, 90).png().toBuffer();
    const where = served(bytes);
    const first = await reader.read(pageWith(where));
    const images = node.app.get(LinkImageRepository);
    const hash = createHash('sha256').update('preview').update(bytes).digest('base64url');
    await images.use(hash, new Date(Date.now() + 60 * HOUR_MS));
    await node.app.get(PicturesService).sweep(new Date(Date.now() + 30 * HOUR_MS));
    expect((await fetched(first?.image_url)).status).toBe(200);
    await node.app.get(PicturesService).sweep(new Date(Date.now() + 300 * HOUR_MS));
    expect((await fetched(first?.image_url)).status).toBe(404);
    const again = await reader.read(pageWith(where));
    expect((await fetched(again?.image_url)).status).toBe(200);
  });
});

describe('a hostile picture', () => {
  it.each<[string, () => Promise<string> | string]>([
    ['is missing', () => pages.url('/missing.png')],
    ['is a script', () => served('alert(1)', 'text/javascript')],
    [
      'is an SVG',
      () => served('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml'),
    ],
    [
      'is an SVG that says that it is a PNG',
      () => served('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
    ['is a page that says that it is a PNG', () => served('<html><script>alert(1)</script></html>')],
    ['is cut off', async () => served((await plain(60, 60).png().toBuffer()).subarray(0, 60))],
    ['has more pixels than bytes', async () => served(await bomb())],
    [
      'never ends',
      () =>
        pages.serve(path(), (_request, response) => {
          response.writeHead(200, { 'content-type': 'image/png' });
          const more = () => {
            while (response.write(Buffer.alloc(65_536)));
          };
          response.on('drain', more).on('error', () => undefined);
          more();
        }),
    ],
    ['lies inside', () => pages.redirect(path(), 'http://169.254.169.254/a.png')],
  ])('that %s is not there, and the text is', async (_what, make) => {
    expect(await reader.read(pageWith(await make()))).toMatchObject({ title: 'T', image_url: null });
  });
});

describe('a link to a picture', () => {
  it('is previewed as the picture, which goes on moving: so GIFs are sent', async () => {
    const amy = await register(node.url, 'amy');
    const { id } = await createRoom(amy);
    const line = await amy.connect();
    const url = served(await animation(), 'image/gif');
    const { body } = await amy.api<{ message: Message }>('POST', `/rooms/${id}/messages`, { content: url });
    const { message } = await line.next('message_updated', ({ message }) => message.id === body.message.id);
    line.close();
    expect(message.link_previews).toMatchObject([{ url, title: '', image_width: 60, image_height: 40 }]);
    const picture = Buffer.from(await (await fetched(message.link_previews[0]?.image_url)).arrayBuffer());
    expect(await sharp(picture, { animated: true }).metadata()).toMatchObject({ format: 'webp', pages: 3 });
  });

  it('that is broken has no preview at all', async () => {
    expect(await reader.read(served('nothing', 'image/gif'))).toBeNull();
  });
});
