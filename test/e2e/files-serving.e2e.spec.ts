import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { File } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytesAt, fetchFile, picture, upload } from '../support/files.js';
import { type Person, register } from '../support/people.js';

const size = 100_000;
const bytes = randomBytes(size);
let node: TestApp;
let amy: Person;
let file: File;
let etag: string;
let changed: string;

beforeAll(async () => {
  node = await startApp();
  amy = await register(node.url, 'amy');
  file = await upload(amy, bytes, 'random.bin');
  const { headers } = await fetchFile(amy, file.url);
  [etag, changed] = [headers.get('etag') ?? '', headers.get('last-modified') ?? ''];
});
afterAll(() => node?.stop());

/** `cache-control` so that fetch adds none of its own. */
const ask = (headers: Record<string, string>, method = 'GET', url = file.url) =>
  fetchFile(amy, url, {
    method,
    headers: { 'cache-control': 'max-age=0', 'accept-encoding': 'identity', ...headers },
  });

describe('a range', () => {
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-99', 0, 99],
    ['bytes=99999-99999', size - 1, size - 1],
    ['bytes=50000-', 50_000, size - 1],
    ['bytes=-1', size - 1, size - 1],
    ['bytes=-500', size - 500, size - 1],
    ['bytes=10-999999999', 10, size - 1],
    ['bytes=0-9,10-19', 0, 19],
  ])('%s is answered with that part', async (range, start, end) => {
    const response = await ask({ range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${size}`);
    expect(response.headers.get('content-length')).toBe(String(end - start + 1));
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes.subarray(start, end + 1));
  });

  it.each(['bytes=100000-', 'bytes=100000-100001', 'bytes=999999999999999999-'])(
    '%s is outside of the file',
    async (range) => {
      const response = await ask({ range });
      expect(response.status).toBe(416);
      expect(response.headers.get('content-range')).toBe(`bytes */${size}`);
      expect(await response.json()).toMatchObject({ code: 'range_not_satisfiable' });
    },
  );

  it.each(['lines=0-9', 'bytes 0-9', 'bytes=-200000', 'bytes=0-9,50-59'])(
    '%s is answered with the whole',
    async (range) => {
      const response = await ask({ range });
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    },
  );

  it('is only answered while the file is the same', async () => {
    const range = 'bytes=0-9';
    for (const condition of [etag, changed])
      expect((await ask({ range, 'if-range': condition })).status).toBe(206);
    for (const condition of ['"other"', `W/${etag}`, 'Thu, 01 Jan 1970 00:00:00 GMT'])
      expect((await ask({ range, 'if-range': condition })).status).toBe(200);
  });
});

describe('a conditional request', () => {
  it('is answered with nothing when the client has it', async () => {
    const conditions: Record<string, string>[] = [
      { 'if-none-match': etag },
      { 'if-none-match': `"a", ${etag}` },
      { 'if-modified-since': changed },
    ];
    for (const headers of conditions) {
      const response = await ask(headers);
      expect([response.status, await response.text()]).toEqual([304, '']);
    }
    expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('of HEAD tells all but the bytes', async () => {
    const response = await ask({}, 'HEAD');
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      String(size),
      '',
    ]);
    const part = await ask({ range: 'bytes=0-9' }, 'HEAD');
    expect([part.status, part.headers.get('content-length')]).toEqual([206, '10']);
    const { thumbnail_url } = await upload(amy, await picture(40, 40).png().toBuffer(), 'a.png');
    expect((await ask({}, 'HEAD', thumbnail_url ?? '')).status).toBe(200);
  });
});

describe('a link', () => {
  const spoilt = (change: (url: URL) => void): string => {
    const url = new URL(file.url, node.url);
    change(url);
    return url.href;
  };

  it.each<[string, (url: URL) => void]>([
    ['without a signature', (url) => url.searchParams.delete('signature')],
    ['with another signature', (url) => url.searchParams.set('signature', 'A'.repeat(43))],
    ['with an empty signature', (url) => url.searchParams.set('signature', '')],
    ['for another variant', (url) => url.searchParams.set('variant', 'preview')],
    [
      'for longer',
      (url) => url.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 1)),
    ],
    ['without an end', (url) => url.searchParams.delete('expires')],
    ['with an end in the past', (url) => url.searchParams.set('expires', '1')],
    ['to another file', (url) => Object.assign(url, { pathname: `/api/files/${'f'.repeat(24)}` })],
  ])('%s opens nothing, and says so', async (_what, change) => {
    const response = await fetchFile(amy, spoilt(change));
    expect([response.status, (await response.json()) as object]).toMatchObject([
      403,
      { code: 'file_link_invalid' },
    ]);
  });

  it.each<[string, (url: URL) => void]>([
    ['with two signatures', (url) => url.searchParams.append('signature', 'x')],
    ['to a variant that there is not', (url) => url.searchParams.set('variant', '../original')],
    ['with an end that is no number', (url) => url.searchParams.set('expires', 'never')],
    ['to what is no id', (url) => Object.assign(url, { pathname: '/api/files/..%2f..%2fetc%2fpasswd' })],
    ['with a signature that goes on', (url) => url.searchParams.set('signature', 'A'.repeat(65))],
  ])('%s is not valid', async (_what, change) => {
    expect((await fetchFile(amy, spoilt(change))).status).toBe(400);
  });

  it('may be kept by a browser for as long as it is good, and shown by other sites', async () => {
    const { headers } = await fetchFile(amy, file.url);
    const [, seconds] = /^private, max-age=(\d+), immutable$/.exec(headers.get('cache-control') ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThan(3_500);
    expect(Number(seconds)).toBeLessThanOrEqual(7_200);
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it('is renewed for who may see the file, on another node too', async () => {
    const other = await startApp({ ...node.env, CDN_URL: node.url });
    try {
      const { body } = await amy.at(other.url).api<{ file: File }>('GET', `/files/${file.id}/url`);
      expect(body.file.url.startsWith(`${node.url}/api/files/`)).toBe(true);
      expect(await bytesAt(amy, body.file.url)).toEqual(bytes);
      const { headers } = await fetch(body.file.url.replace(node.url, other.url));
      expect(headers.get('cache-control')).toMatch(/^public, /);
    } finally {
      await other.stop();
    }
  });

  it('is over in time', async () => {
    const hasty = await startApp({ ...node.env, FILE_URL_SECONDS: '1' });
    try {
      const { url } = await upload(amy.at(hasty.url), 'x');
      const expires = Number(new URL(url, hasty.url).searchParams.get('expires')) * 1000;
      // The length of the expiry: until then it must be good, and nothing tells when it is over.
      while (Date.now() <= expires)
        await new Promise((resolve) => setTimeout(resolve, expires - Date.now() + 1));
      expect((await fetchFile(hasty, url)).status).toBe(403);
    } finally {
      await hasty.stop();
    }
  });

  it('of a file whose bytes are gone answers as if it never was', async () => {
    const { url, id } = await upload(amy, 'x');
    await rm(`${node.env.DATA_DIR}/storage/files/${id}`, { recursive: true });
    const { status, headers } = await fetchFile(amy, url);
    expect(status).toBe(404);
    // Else a cache would go on answering so after the storage is back.
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-disposition')).toBeNull();
  });
});
