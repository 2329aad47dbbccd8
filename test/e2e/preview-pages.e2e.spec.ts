import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PreviewReader } from '../../src/previews/preview-reader.js';
import { startApp, type TestApp } from '../support/app.js';
import { WebPages } from '../support/web-pages.js';

let pages: WebPages;
let node: TestApp;
let reader: PreviewReader;

beforeAll(async () => {
  pages = await WebPages.open();
  node = await startApp({ OUTBOUND_LOOPBACK_PORTS: String(pages.port), JOBS: 'off' });
  reader = node.app.get(PreviewReader);
});
afterAll(() => Promise.all([node.stop(), pages.close()]));

let count = 0;
const path = (): string => {
  count += 1;
  return `/page-${count}`;
};
const read = (html: string | Buffer, type?: string) => reader.read(pages.html(path(), html, type));
const meta = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, content]) => `<meta property="${name}" content="${content}">`)
    .join('');
const nothing = { image_url: null, image_width: null, image_height: null };

describe('what a page says of itself', () => {
  it('Open Graph first', async () => {
    const html = `<html><head><title>Plain</title>${meta({
      'og:title': 'Graph &amp; title',
      'og:description': 'About it',
      'og:site_name': 'The Site',
      'twitter:title': 'Card',
    })}</head><body>long</body></html>`;
    expect(await read(html)).toEqual({
      ...{ title: 'Graph & title', description: 'About it', site_name: 'The Site' },
      ...nothing,
    });
  });

  it('then Twitter cards, then its plain title and description', async () => {
    const card = meta({ 'twitter:title': 'Card', 'twitter:description': 'Of a card' });
    expect(await read(`<head>${card}</head>`)).toMatchObject({ title: 'Card', description: 'Of a card' });
    const plain = '<head><title> Plain\n title </title><meta name="description" content="Words"></head>';
    expect(await read(plain)).toMatchObject({
      title: 'Plain title',
      description: 'Words',
      site_name: '127.0.0.1',
    });
  });

  it.each([
    ['its header', 'text/html; charset=iso-8859-1', Buffer.from('<title>Caf\xe9</title>', 'latin1'), 'Café'],
    [
      'its first lines',
      'text/html',
      Buffer.from('<meta charset="windows-1251"><title>\xcf\xf0\xe8</title>', 'latin1'),
      'При',
    ],
    [
      'an old-fashioned meta',
      'text/html',
      Buffer.from(
        '<meta http-equiv="content-type" content="text/html; charset=shift_jis"><title>\x93\xfa\x96{</title>',
        'latin1',
      ),
      '日本',
    ],
    ['a byte order mark', 'text/html; charset=iso-8859-1', Buffer.from('\ufeff<title>é日</title>'), 'é日'],
    ['a byte order mark of UTF-16', 'text/html', Buffer.from('\ufeff<title>日本</title>', 'utf16le'), '日本'],
    ['nothing: UTF-8', 'text/html', Buffer.from('<title>日本</title>'), '日本'],
    ['a name that nobody knows', 'text/html; charset=klingon', Buffer.from('<title>x</title>'), 'x'],
  ])('in the letters of %s', async (_what, type, body, title) => {
    expect(await read(body, type)).toMatchObject({ title });
  });

  it('after redirects, and packed', async () => {
    pages.html('/moved', '<title>Moved</title>');
    expect(await reader.read(pages.redirect(path(), '/moved'))).toMatchObject({ title: 'Moved' });
    const packed = pages.serve(path(), (_request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end(gzipSync('<title>Packed</title>'));
    });
    expect(await reader.read(packed)).toMatchObject({ title: 'Packed' });
  });

  it('is asked for once, however many ask, and whatever part of it they link to', async () => {
    const url = pages.html(path(), '<title>Once</title>');
    const asked = () => pages.asked.filter((one) => url.endsWith(one)).length;
    const read = await Promise.all([url, `${url}#a`, url].map((link) => reader.read(link)));
    expect(read.map((preview) => preview?.title)).toEqual(['Once', 'Once', 'Once']);
    await reader.read(`${url}#b`);
    expect(asked()).toBe(1);
  });
});

describe('a hostile page', () => {
  const type = (
    value: string,
    body: string | Buffer = '<title>x</title>',
    more: Record<string, string> = {},
  ) =>
    pages.serve(path(), (_request, response) => {
      response.writeHead(200, { 'content-type': value, ...more }).end(body);
    });

  it.each<[string, () => string]>([
    ['is missing', () => pages.url('/missing')],
    ['fails', () => pages.serve(path(), (_request, response) => void response.writeHead(500).end())],
    ['hangs up', () => pages.serve(path(), (_request, response) => void response.destroy())],
    ['is a program', () => type('application/octet-stream')],
    ['is JSON', () => type('application/json')],
    ['is XML', () => type('text/xml')],
    ['is text', () => type('text/plain')],
    ['is an SVG picture', () => type('image/svg+xml', '<svg onload="alert(1)"><title>x</title></svg>')],
    ['is a film', () => type('video/mp4')],
    ['has no type', () => type('')],
    ['lies about its encoding', () => type('text/html', 'not gzip', { 'content-encoding': 'gzip' })],
    [
      'is a bomb',
      () => type('text/html', gzipSync(Buffer.alloc(30_000_000)), { 'content-encoding': 'gzip' }),
    ],
    [
      'is a bomb of another kind',
      () => type('text/html', deflateSync(Buffer.alloc(30_000_000)), { 'content-encoding': 'deflate' }),
    ],
    ['is empty', () => type('text/html', '')],
    ['says nothing', () => type('text/html', '<p>hello</p>')],
    [
      'is huge and says nothing',
      () => type('text/html', `<head>${'<!-- -->'.repeat(400_000)}<title>x</title>`),
    ],
    ['redirects for ever', () => pages.redirect('/loop', '/loop')],
    ['redirects to the metadata of a cloud', () => pages.redirect(path(), 'http://169.254.169.254/')],
    ['redirects to this machine', () => pages.redirect(path(), 'http://127.0.0.1:1/')],
    ['redirects to a file', () => pages.redirect(path(), 'file:///etc/passwd')],
    ['redirects nowhere', () => pages.redirect(path(), 'http://')],
    [
      'says so for ever',
      () =>
        pages.serve(path(), (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/html' });
          const more = () => {
            while (response.write('<!-- -->'.repeat(1_000)));
          };
          response.on('drain', more).on('error', () => undefined);
          more();
        }),
    ],
    ['has a private address', () => 'http://10.0.0.1/'],
    ['has a port of a database', () => 'http://127.0.0.1:6379/'],
    ['is no address', () => 'https://['],
  ])('that %s has no preview', async (_what, url) => {
    expect(await reader.read(url())).toBeNull();
  });

  it('that is huge is read as far as it says who it is', async () => {
    expect(await read(`<title>Big</title>${'x'.repeat(3_000_000)}`)).toMatchObject({ title: 'Big' });
  });

  it('with elements that never close ends all the same', async () => {
    const deep = await read(`<head><title>Deep</title></head><body>${'<div>'.repeat(100_000)}`);
    expect(deep).toMatchObject({ title: 'Deep' });
    const slowest = [
      '<b><i>',
      '<meta "',
      '<!--',
      '<script>',
      '<title>',
      "<meta '",
      '</head',
      '<meta a="b\'">',
    ];
    for (const piece of slowest) {
      const started = performance.now();
      const page = await read(`<title>Odd</title>${piece.repeat(900_000 / piece.length)}`);
      expect(page).toMatchObject({ title: 'Odd' });
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });

  it('says nothing but one line of text', async () => {
    const title = '&lt;script&gt;alert(1)&lt;/script&gt;\u202egnp.exe\u0007\n\n second';
    const preview = await read(
      `<head>${meta({ 'og:title': title, 'og:description': 'd'.repeat(9_999) })}</head>`,
    );
    expect(preview?.title).toBe('<script>alert(1)</script>gnp.exe second');
    expect(preview?.description).toHaveLength(400);
    const emoji = await read(`<title>${'😀'.repeat(300)}</title>`);
    expect(emoji?.title.isWellFormed()).toBe(true);
    expect(emoji?.title.length).toBeLessThanOrEqual(200);
    const script = await read(
      '<head><script>document.title = "<title>no</title>"</script><title>yes</title></head>',
    );
    expect(script?.title).toBe('yes');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:6379/',
    'javascript:alert(1)',
    'data:image/png;base64,iVBORw0KGgo=',
    'file:///etc/passwd',
    '//10.0.0.1/a.png',
    'http://',
  ])('names a picture at %s, and has none', async (image) => {
    expect(await read(`<head>${meta({ 'og:title': 'T', 'og:image': image })}</head>`)).toEqual({
      ...{ title: 'T', description: '', site_name: '127.0.0.1' },
      ...nothing,
    });
  });
});
