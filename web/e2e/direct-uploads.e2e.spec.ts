import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { type S3, startS3 } from '../../tools/services/s3.mjs';
import { BrowserPerson, leaveBrowser, openBrowser } from './people.js';

/** Above what the page sends in one piece; three parts. */
const SIZE = 17_000_000;

let folder: string;
let s3: S3;
let app: TestApp;
let browser: Browser;
let amy: BrowserPerson;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-direct-'));
  [s3, browser] = await Promise.all([startS3({ dataDir: folder }), openBrowser()]);
  app = await startApp({
    CORS_ORIGINS: '*', // Its own address, which the bucket has to let in, is not known before it listens.
    S3_ENDPOINT: s3.url,
    S3_BROWSER_ENDPOINT: s3.url,
    S3_BUCKET: 'parley-direct',
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  });
  amy = await BrowserPerson.join(browser, app.url, 'Amy');
}, 300_000);
afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
  await s3?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('a large file goes from the page straight to S3, on from where it broke off, and is sent like any other', async () => {
  const { page } = amy;
  const bytes = randomBytes(SIZE);
  const path = join(folder, 'large.bin');
  await writeFile(path, bytes);
  const here: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().startsWith(app.url)) here.push(request.url());
  });
  const parts: string[] = [];
  await page.route(`${s3.url}/**`, async (route) => {
    const number = new URL(route.request().url()).searchParams.get('partNumber') ?? '';
    const isBroken = number === '2' && !parts.includes('2');
    parts.push(number);
    await (isBroken ? route.abort('connectionreset') : route.continue());
  });
  await page.goto(await amy.makeRoom('files', 'private', []));
  await page.getByTestId('file-input').first().setInputFiles(path);
  await page.getByRole('list', { name: 'Attached files' }).getByText('large.bin').waitFor();
  await expect.poll(() => page.getByRole('progressbar').count(), { timeout: 100_000 }).toBe(0);
  await amy.say('the chart');
  await amy.message('the chart').getByText('large.bin').waitFor();
  expect([parts, here]).toEqual([['1', '2', '2', '3'], []]);
  const { origin, pathname, search } = new URL(
    (await amy
      .message('the chart')
      .getByRole('link', { name: /large\.bin/ })
      .getAttribute('href')) ?? '',
    app.url,
  );
  const answer = await fetch(origin + pathname + search);
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  expect(amy.problems).toEqual([]);
});
