import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { BrowserPerson, leaveBrowser, openBrowser } from './people.js';

let app: TestApp;
let browser: Browser;
/** Has a phone. */
let amy: BrowserPerson;
let ben: BrowserPerson;
let finger: CDPSession;
let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-web-'));
  [app, browser] = await Promise.all([startApp({ DATA_DIR: folder }), openBrowser()]);
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  amy = await BrowserPerson.join(browser, app.url, 'Amy', phone);
  ben = await BrowserPerson.join(browser, app.url, 'Ben');
  path = await amy.makeRoom('harbour', 'public', [ben]);
  finger = await amy.context.newCDPSession(amy.page);
  const attachment_ids = await Promise.all(['pier.png', 'mole.png'].map(upload));
  await ben.call(`${path}/messages`, { content: 'the ferry is late' });
  await ben.call(`${path}/messages`, { content: 'two pictures', attachment_ids });
  await Promise.all([amy.page.goto(path), ben.page.goto(path)]);
  await Promise.all([amy.sees('two pictures'), ben.sees('two pictures')]);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

const upload = async (name: string): Promise<string> => {
  const background = { r: 20, g: 110, b: 100 };
  const bytes = await sharp({ create: { width: 64, height: 40, channels: 3, background } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), name);
  return ben.upload(form);
};

/** A finger by a clock of its own: how long a swipe took must not be up to how busy the machine is. */
let clock = Date.now() / 1000;
const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number, y?: number): Promise<unknown> => {
  clock = type === 'touchStart' ? Math.max(clock, Date.now() / 1000) : clock + 0.05;
  return finger.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: x === undefined || y === undefined ? [] : [{ x, y }],
    timestamp: clock,
  });
};

const swipe = async (from: number, to: number, y = 300): Promise<void> => {
  await touch('touchStart', from, y);
  for (const share of [0.3, 0.6, 1]) await touch('touchMove', from + (to - from) * share, y);
  await touch('touchEnd');
};

it('a finger that stays on a message is offered what can be done with it', async () => {
  const box = await amy.message('the ferry is late').boundingBox();
  await touch('touchStart', 200, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  const sheet = amy.page.getByRole('dialog', { name: 'Ben' });
  await sheet.waitFor();
  await touch('touchEnd');
  await sheet.getByRole('button', { name: 'Reply in a thread' }).waitFor();
  await sheet.getByRole('button', { name: 'React with 🎉' }).tap();
  await sheet.waitFor({ state: 'detached' });
  await ben.message('the ferry is late').getByTestId('reaction').filter({ hasText: '🎉' }).waitFor();
});

it('a swipe turns pictures, and goes back out of what is open', async () => {
  await amy.page.getByRole('button', { name: 'Open pier.png' }).tap();
  await amy.page.getByRole('dialog', { name: 'pier.png' }).waitFor();
  await swipe(300, 100);
  await amy.page.getByRole('dialog', { name: 'mole.png' }).waitFor();
  await swipe(100, 300);
  await amy.page.getByRole('dialog', { name: 'pier.png' }).waitFor();
  await amy.page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
  await amy.page.getByRole('dialog').waitFor({ state: 'detached' });

  await amy.page.getByRole('button', { name: 'Room details' }).tap();
  await amy.page.getByText('Leave room').waitFor();
  await swipe(100, 320);
  const place = () => {
    const { pathname, search } = new URL(amy.page.url());
    return pathname + search;
  };
  await expect.poll(place).toBe(path);
  await swipe(100, 320);
  await expect.poll(place).toBe('/');
  await amy.sidebarItem('harbour').tap();
  await amy.box.waitFor();
});

it('writes with the button: the key makes a new line', async () => {
  await amy.box.fill('one line');
  await amy.box.press('Enter');
  await amy.box.pressSequentially('and another');
  await amy.page.getByRole('button', { name: 'Send' }).tap();
  await ben.sees(/one line\s*and another/);
  expect([...amy.problems, ...ben.problems]).toEqual([]);
});
