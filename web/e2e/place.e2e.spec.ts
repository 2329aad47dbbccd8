import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { BrowserPerson, leaveBrowser, openBrowser } from './people.js';

const COUNT = 230;

let app: TestApp;
let browser: Browser;
let amy: BrowserPerson;
let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-web-'));
  [app, browser] = await Promise.all([startApp({ DATA_DIR: folder }), openBrowser()]);
  amy = await BrowserPerson.join(browser, app.url, 'Amy');
  path = await amy.makeRoom('harbour', 'public', []);
  const say = (content: string, more: object = {}) => amy.call(`${path}/messages`, { content, ...more });
  for (let n = 1; n <= COUNT; n += 1) {
    // Two pages before the end a picture, whose bytes will come late.
    if (n === COUNT - 70) await say(`line ${n}, with a picture`, { attachment_ids: [await upload()] });
    else await say(n % 7 === 0 ? `line ${n}\n\n\`\`\`\nof several\nlines\n\`\`\`` : `line ${n}`);
  }
});
afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

const upload = async (): Promise<string> => {
  const background = { r: 20, g: 110, b: 100 };
  const bytes = await sharp({ create: { width: 640, height: 400, channels: 3, background } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'pier.png');
  return amy.upload(form);
};

/** In the page: where the row that is in the middle of the list stands, and which one it is. */
const middle = () =>
  amy.page.evaluate(() => {
    const list = document.querySelector('[role="feed"]')?.parentElement?.parentElement;
    const { left, top, width, height } = (list as Element).getBoundingClientRect();
    const row = document.elementFromPoint(left + width / 2, top + height / 2)?.closest('[data-row]');
    return { id: row?.id ?? '', top: row?.getBoundingClientRect().top ?? Number.NaN };
  });
const topOf = (id: string) =>
  amy.page.evaluate((of) => document.getElementById(of)?.getBoundingClientRect().top, id);
const rows = () => amy.page.getByTestId('message').count();

it('stays where it is while a page comes in front of it, and while pictures come', async () => {
  let answer: () => void = () => undefined;
  let picture: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const drawn = new Promise<void>((resolve) => {
    picture = resolve;
  });
  await amy.page.route(/messages\?.*before=/, async (route) => {
    await held;
    await route.continue();
  });
  await amy.page.route(/\/api\/files\//, async (route) => {
    await drawn;
    await route.continue();
  });
  await amy.page.goto(path);
  await amy.sees(`line ${COUNT}`);
  const before = await rows();
  const asked = amy.page.waitForRequest(/messages\?.*before=/);
  await amy.scroll(-1_000);
  await asked;
  const { id, top } = await middle();
  answer();
  await expect.poll(rows).toBeGreaterThan(before);
  expect(await topOf(id)).toBeCloseTo(top, 0);

  const wanted = amy.message('with a picture');
  for (let tries = 0; tries < 60 && (await wanted.count()) === 0; tries += 1) await amy.scroll(-400);
  await amy.page.evaluate(() => {
    const row = [...document.querySelectorAll('[data-row]')].find((one) =>
      one.textContent?.includes('with a picture'),
    );
    row?.scrollIntoView({ block: 'start' });
  });
  await amy.scroll(0);
  const below = await middle();
  picture();
  const width = () =>
    wanted
      .locator('img')
      .last()
      .evaluate((image) => (image as HTMLImageElement).naturalWidth);
  await expect.poll(width).toBeGreaterThan(0);
  await amy.scroll(0);
  expect(await topOf(below.id)).toBeCloseTo(below.top, 0);
});

it('leads far back to what was found, and from there to the latest', async () => {
  await amy.page.goto('/search?q=%22line%203%22');
  await amy.page.getByTestId('result').first().click();
  await amy.page.locator('[data-row]:focus', { hasText: /line 3(?!\d)/ }).waitFor();
  expect(await amy.message(`line ${COUNT}`).count()).toBe(0);
  await amy.page.getByRole('button', { name: 'To the latest' }).click();
  await amy.sees(`line ${COUNT}`);
  await expect.poll(() => amy.message(`line ${COUNT}`).isVisible()).toBe(true);
});

it('shows the latest to who was far back when more was missed than is caught up with', async () => {
  const MISSED = 410;
  await amy.page.goto('/search?q=%22line%203%22');
  await amy.page.getByTestId('result').first().click();
  await amy.sees(/line 3(?!\d)/);
  await amy.page.context().setOffline(true);
  for (let n = 1; n <= MISSED; n += 1) await amy.call(`${path}/messages`, { content: `missed ${n}` });
  await amy.page.context().setOffline(false);
  await expect.poll(() => amy.message(`missed ${MISSED}`).isVisible()).toBe(true);
});

it('goes with the keys from conversation to conversation, and to every screen', async () => {
  const other = await amy.makeRoom('tower', 'public', []);
  await amy.sidebarItem('tower').waitFor();
  await amy.page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => new URL(amy.page.url()).pathname).toBe(other);
  await amy.page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => new URL(amy.page.url()).pathname).toBe(path);
  for (const [key, screen] of [
    ['T', '/threads'],
    ['A', '/activity'],
    ['S', '/saved'],
    ['F', '/search'],
    ['P', '/settings'],
  ]) {
    await amy.page.keyboard.press(`Alt+Shift+${key}`);
    await expect.poll(() => new URL(amy.page.url()).pathname).toBe(screen);
  }
  await amy.page.keyboard.press('Alt+Shift+B');
  await amy.page.getByRole('dialog', { name: 'Browse rooms' }).waitFor();
  expect(amy.problems).toEqual([]);
});
