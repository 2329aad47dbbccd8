import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { BrowserPerson, leaveBrowser, openBrowser } from './people.js';

let app: TestApp;
let browser: Browser;
let amy: BrowserPerson;
let ben: BrowserPerson;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), openBrowser()]);
  amy = await BrowserPerson.arrive(browser, app.url, 'Amy');
  ben = await BrowserPerson.arrive(browser, app.url, 'Ben');
  await Promise.all([amy.signUp(), ben.signUp()]);
  const dialog = await amy.openDialog('New message');
  await dialog.getByRole('combobox', { name: 'To' }).fill(ben.username);
  await dialog.getByRole('option', { name: ben.username }).click();
  await dialog.getByRole('button', { name: 'Start' }).click();
  await amy.say('may I call you?');
});
afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
});

const picture = (person: BrowserPerson): Promise<number> =>
  person.page.getByTestId('remote').evaluate((video) => (video as HTMLVideoElement).videoWidth);

describe('a video call', () => {
  it('shows the two each other', async () => {
    await amy.page.getByRole('button', { name: 'Video call' }).click();
    await ben.page.getByRole('alertdialog', { name: 'Amy is calling' }).waitFor();
    await ben.page.getByRole('button', { name: 'Accept' }).click();
    for (const person of [amy, ben]) {
      await person.page.getByRole('region', { name: /Call with/ }).waitFor();
      await expect.poll(() => picture(person), { timeout: 20_000 }).toBeGreaterThan(0);
    }
  });

  it('ends for both when one hangs up, and the conversation says so', async () => {
    await ben.page.getByRole('button', { name: 'Hang up' }).click();
    await amy.page.getByRole('region', { name: /Call with/ }).waitFor({ state: 'detached' });
    await amy.message('Video call').waitFor();
    expect([...amy.problems, ...ben.problems]).toEqual([]);
  });

  it('that is declined leaves a word in the conversation', async () => {
    await amy.page.getByRole('button', { name: 'Voice call' }).click();
    await ben.page.getByRole('button', { name: 'Decline' }).click();
    await amy.message('Declined call').waitFor();
    await amy.page.getByRole('region', { name: /Call with/ }).waitFor({ state: 'detached' });
  });
});
