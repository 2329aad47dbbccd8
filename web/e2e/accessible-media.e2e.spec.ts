import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { isClean } from './axe.js';
import { BrowserPerson, leaveBrowser, openBrowser } from './people.js';

let app: TestApp;
let browser: Browser;
let amy: BrowserPerson;
let ben: BrowserPerson;
let folder: string;
let picture: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-web-'));
  picture = join(folder, 'harbour.png');
  const background = { r: 20, g: 110, b: 100 };
  await sharp({ create: { width: 640, height: 400, channels: 3, background } })
    .png()
    .toFile(picture);
  [app, browser] = await Promise.all([startApp({ DATA_DIR: folder }), openBrowser()]);
  amy = await BrowserPerson.join(browser, app.url, 'Amy');
  ben = await BrowserPerson.join(browser, app.url, 'Ben');
  await Promise.all([amy.page.goto('/'), ben.page.goto('/')]);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('the first steps of a new person are accessible, by keys alone, and come once', async () => {
  const { page } = ben;
  const tour = page.getByRole('region', { name: 'First steps' });
  await tour.getByText('Step 1 of 4').waitFor();
  await isClean(page);
  await tour.getByRole('button', { name: 'Next' }).focus();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Enter');
  await tour.getByText('Step 4 of 4').waitFor();
  await page.keyboard.press('Enter');
  await tour.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('Nothing is open').waitFor();
  await page.getByRole('button', { name: 'Browse rooms' }).first().waitFor();
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByText('Nothing new').waitFor();
  await page.getByRole('link', { name: 'Conversations', exact: true }).click();
  expect(await tour.count()).toBe(0);
});

it('a picture over the page is accessible', async () => {
  const { page } = amy;
  const dialog = await amy.openDialog('New message');
  await dialog.getByRole('combobox', { name: 'To' }).fill(ben.username);
  await dialog.getByRole('option', { name: ben.username }).click();
  await dialog.getByRole('button', { name: 'Start' }).click();
  await amy.box.waitFor();
  await page.getByTestId('file-input').first().setInputFiles(picture);
  await page.getByRole('list', { name: 'Attached files' }).getByText('harbour.png').waitFor();
  await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
  await amy.say('the plan');
  await amy.message('the plan').getByRole('button', { name: 'Open harbour.png' }).click();
  await page.getByRole('dialog', { name: 'harbour.png' }).waitFor();
  await isClean(page);
  await page.keyboard.press('Escape');
});

it('so is writing with the buttons for formatting, and code', async () => {
  const { page } = amy;
  await page.getByRole('button', { name: 'Show formatting' }).click();
  await amy.box.fill('tide');
  await amy.box.selectText();
  await amy.box.press('Control+b');
  expect(await amy.box.inputValue()).toBe('**tide**');
  const bar = page.getByRole('toolbar', { name: 'Formatting' });
  await bar.getByRole('button', { name: 'Bold' }).click();
  expect(await amy.box.inputValue()).toBe('tide');
  await isClean(page);
  await amy.say('```ts\nconst answer: number = 42; // of course\n```');
  await amy.message('of course').locator('.hljs-keyword', { hasText: 'const' }).waitFor();
  await isClean(page);
});

it('so are a call that comes and one that goes on', async () => {
  await amy.page.getByRole('button', { name: 'Video call' }).click();
  await ben.page.getByRole('alertdialog', { name: 'Amy is calling' }).waitFor();
  await isClean(ben.page);
  await ben.page.getByRole('button', { name: 'Accept' }).click();
  await ben.page.getByRole('region', { name: /Call with/ }).waitFor();
  await isClean(ben.page);
  await ben.page.getByRole('button', { name: 'Hang up' }).click();
});

it('so is cutting a picture', async () => {
  const { page } = amy;
  await page.goto('/settings/profile');
  await page.getByTestId('picture-input').setInputFiles(picture);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor();
  await isClean(page);
});
