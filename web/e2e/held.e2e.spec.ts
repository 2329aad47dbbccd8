import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { BrowserPerson, leaveBrowser, openBrowser } from './people.js';

/** More than is made into rows, and less than is let go of. */
const COUNT = 900;
const LANES = 6;

let app: TestApp;
let browser: Browser;
let amy: BrowserPerson;
let path: string;
/** Pages of history that the page has asked for since it was opened. */
const asked: string[] = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), openBrowser()]);
  amy = await BrowserPerson.join(browser, app.url, 'Amy');
  path = await amy.makeRoom('market', 'public', []);
  await amy.call(`${path}/messages`, { content: 'said first' });
  await amy.page.goto(path);
  await amy.sees('said first');
  amy.page.on('request', (request) => {
    if (/\/messages\?/.test(request.url())) asked.push(request.url());
  });
  let said = 0;
  const lane = async () => {
    while (said < COUNT) {
      said += 1;
      await amy.call(`${path}/messages`, { content: `said ${said}` });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await amy.call(`${path}/messages`, { content: 'said last' });
  await amy.sees('said last');
});
afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
});

it('shows what the page holds to who scrolls up, to the first message, and asks for none of it', async () => {
  const first = amy.message('said first');
  expect(await first.count()).toBe(0);
  const isThere = async () => {
    await amy.scroll(-4_000);
    return first.count();
  };
  await expect.poll(isThere, { timeout: 30_000 }).toBe(1);
  await amy.page.getByText('This is the beginning of').waitFor();
  expect(asked).toEqual([]);
});

it('goes to a message that it holds and does not show', async () => {
  await amy.goTo('/search?q=%22said%20first%22');
  await amy.page.getByTestId('result').first().click();
  await amy.page.locator('[data-row]:focus', { hasText: 'said first' }).waitFor();
  expect(asked).toEqual([]);
  await amy.page.getByRole('button', { name: 'To the latest' }).click();
  await expect.poll(() => amy.message('said last').isVisible()).toBe(true);
});
