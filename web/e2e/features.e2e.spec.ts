import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { BrowserPerson, leaveBrowser, openBrowser } from './people.js';

let app: TestApp;
let browser: Browser;
let amy: BrowserPerson;
let ben: BrowserPerson;
let folder: string;

const picture = async (name: string): Promise<string> => {
  const path = join(folder, name);
  const background = { r: 20, g: 110, b: 100 };
  await sharp({ create: { width: 640, height: 400, channels: 3, background } })
    .png()
    .toFile(path);
  return path;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-web-'));
  [app, browser] = await Promise.all([startApp({ DATA_DIR: folder }), openBrowser()]);
  amy = await BrowserPerson.arrive(browser, app.url, 'Amy');
  ben = await BrowserPerson.arrive(browser, app.url, 'Ben');
  await Promise.all([amy.signUp(), ben.signUp()]);
  const create = await amy.openDialog('Create a room');
  await create.getByLabel('Name').fill('harbour');
  await create.getByRole('button', { name: 'Create' }).click();
  await amy.page.getByRole('heading', { name: 'harbour' }).first().waitFor();
  const browse = await ben.openDialog('Browse rooms');
  await browse.getByRole('button', { name: 'Join' }).click();
  await ben.box.waitFor();
});
afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  expect([...amy.problems, ...ben.problems]).toEqual([]);
});

const attach = (person: BrowserPerson, ...paths: string[]): Promise<void> =>
  person.page.getByTestId('file-input').first().setInputFiles(paths);

describe('files', () => {
  it('of one message are seen by everybody: a picture in its place, a document to download', async () => {
    const notes = join(folder, 'notes.txt');
    await writeFile(notes, 'high water at nine');
    await attach(amy, await picture('harbour.png'), notes);
    await amy.page.getByRole('list', { name: 'Attached files' }).getByText('notes.txt').waitFor();
    await expect.poll(() => amy.page.getByRole('progressbar').count()).toBe(0);
    await amy.say('the plan');
    const message = ben.message('the plan');
    const shown = message.getByRole('button', { name: 'Open harbour.png' });
    await shown.waitFor();
    const loaded = () =>
      shown
        .locator('img')
        .last()
        .evaluate((image) => (image as HTMLImageElement).naturalWidth);
    await expect.poll(loaded).toBeGreaterThan(0);
    await message.getByText('notes.txt').waitFor();
    await shown.click();
    await ben.page.getByRole('dialog', { name: 'harbour.png' }).waitFor();
    await ben.page.keyboard.press('Escape');
    await ben.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('can be taken off before they are sent', async () => {
    await attach(amy, await picture('wrong.png'));
    await amy.page.getByRole('button', { name: 'Remove wrong.png' }).click();
    await amy.page.getByRole('list', { name: 'Attached files' }).waitFor({ state: 'detached' });
  });

  it('are listed in the details of the room', async () => {
    await ben.page.getByRole('heading', { name: 'harbour' }).first().getByRole('button').click();
    await ben.page.getByRole('complementary').getByText('harbour.png').waitFor();
    await ben.page.keyboard.press('Escape');
  });
});

describe('search', () => {
  it('finds what was said, and leads to it', async () => {
    await amy.say('the lighthouse keeper sleeps at noon');
    await ben.sees('lighthouse keeper');
    await ben.page.getByRole('link', { name: 'Search' }).click();
    await ben.page.getByRole('combobox', { name: 'Search' }).fill('lighthouse from:@');
    await ben.page.getByRole('option', { name: new RegExp(amy.username) }).click();
    await ben.page.getByRole('combobox', { name: 'Search' }).press('Enter');
    const result = ben.page.getByTestId('result').first();
    await result.locator('mark', { hasText: 'lighthouse' }).waitFor();
    await result.click();
    await ben.sees('lighthouse keeper');
  });

  it.each([
    ['"keeper sleeps"', 'lighthouse'],
    ['"sleeps keeper"', null],
    ['lighthouse -noon', null],
    ['lighthouse in:#harbour', 'lighthouse'],
    ['lighthouse from:me', null],
    ['has:image', 'the plan'],
    ['plan has:file', 'the plan'],
    ['plan has:video', null],
    ['lighthouse after:2020-01-31', 'lighthouse'],
    ['lighthouse before:2020-01-31', null],
    ['ighthou', 'lighthouse'],
  ])('takes what is typed: %s', async (query, found) => {
    await ben.page.getByRole('link', { name: 'Search' }).click();
    const box = ben.page.getByRole('combobox', { name: 'Search' });
    await box.fill(query);
    const answered = ben.page.waitForResponse(
      (response) => new URL(response.url()).pathname === '/api/search',
    );
    await box.press('Enter');
    expect((await answered).status()).toBe(200);
    const results = ben.page.getByTestId('result');
    // The page begins without any: that there are none is said only after the answer.
    if (found === null) await ben.page.getByText('Nothing found').waitFor();
    else await results.filter({ hasText: found }).first().waitFor();
  });
});

describe('what calls for attention', () => {
  it('is gathered, and is read everywhere once it was seen', async () => {
    await ben.page.getByRole('link', { name: 'Conversations' }).click();
    await amy.say(`look at this @${ben.username}`);
    await ben.page.getByTestId('activity-unread').waitFor({ state: 'attached' });
    await ben.page.getByRole('link', { name: 'Activity' }).click();
    await ben.page.getByTestId('notification').filter({ hasText: 'Amy mentioned you' }).click();
    await ben.sees('look at this');
    await ben.page.getByTestId('activity-unread').waitFor({ state: 'detached' });
  });
});

describe('a message', () => {
  it('is saved for later', async () => {
    await ben.choose('lighthouse keeper', 'Save for later');
    await ben.page.getByRole('link', { name: 'Saved messages' }).click();
    await ben.page.getByTestId('saved').filter({ hasText: 'lighthouse keeper' }).waitFor();
    await ben.sidebarItem('harbour').click();
  });

  it('is forwarded to another room', async () => {
    const create = await amy.openDialog('Create a room');
    await create.getByLabel('Name').fill('tower');
    await create.getByRole('button', { name: 'Create' }).click();
    await amy.page.getByRole('heading', { name: 'tower' }).first().waitFor();
    await amy.sidebarItem('harbour').click();
    await amy.choose('lighthouse keeper', 'Forward');
    await amy.page.getByRole('dialog').getByRole('combobox').fill('tower');
    await amy.page.keyboard.press('Enter');
    await amy.sidebarItem('tower').click();
    const copy = amy.message('lighthouse keeper');
    await copy.getByText('Forwarded from Amy').waitFor();
  });
});

describe('settings', () => {
  it('of notifications are the same on every device', async () => {
    await ben.page.goto('/settings/notifications');
    const reactions = ben.page.getByRole('switch', { name: 'Reactions to my messages' });
    await expect.poll(() => reactions.isChecked()).toBe(true);
    await reactions.click();
    await expect.poll(() => reactions.isChecked()).toBe(false);
    await ben.page.reload();
    await expect.poll(() => reactions.isChecked()).toBe(false);
  });

  it('show where one is signed in, and take another picture', async () => {
    await ben.page.goto('/settings/account');
    await ben.page.getByText('This device').waitFor();
    await ben.page.goto('/settings/profile');
    await ben.page.getByTestId('picture-input').setInputFiles(await picture('me.png'));
    await ben.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await ben.page.getByRole('button', { name: 'Remove the picture' }).waitFor();
  });
});

describe('emoji of the server', () => {
  it('are made by anybody, and seen by everybody in text and as reactions', async () => {
    await ben.page.goto('/settings/emoji');
    await ben.page.getByLabel('Name').fill('ship_it');
    await ben.page.getByTestId('picture-input').setInputFiles(await picture('ship.png'));
    await ben.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await ben.page.getByText(':ship_it:').first().waitFor();
    await amy.say('off it goes :ship_it:');
    const message = amy.message('off it goes');
    await message.getByRole('img', { name: ':ship_it:' }).waitFor();
    await amy.act('off it goes', /^React$/);
    await amy.page.getByRole('button', { name: ':ship_it:' }).click();
    await message.getByTestId('reaction').getByRole('img', { name: ':ship_it:' }).waitFor();
  });
});

describe('emoji of everybody', () => {
  /** In the tone that comes next, as who searches for it finds it. */
  const pick = async (open: () => Promise<void>, query: string, label: RegExp) => {
    await open();
    const search = amy.page.getByRole('searchbox', { name: 'Search emoji' });
    await search.fill(query);
    await amy.page.getByRole('button', { name: /^Skin tone/ }).click();
    await amy.page.getByRole('gridcell', { name: label }).first().click();
    await search.waitFor({ state: 'detached' });
  };

  it('are found in the picker, in a tone of skin, for a text and as a reaction', async () => {
    await amy.box.fill('');
    await pick(
      () => amy.page.getByRole('button', { name: 'Add an emoji', exact: true }).click(),
      'waving',
      /^Waving hand$/,
    );
    await expect.poll(() => amy.box.inputValue()).toBe('👋🏻');
    await amy.box.press('Enter');
    await amy.sees('👋🏻');
    await pick(() => amy.act('off it goes', /^React$/), 'thumbs up', /^Thumbs up$/);
    await amy.message('off it goes').getByTestId('reaction').filter({ hasText: '👍🏼' }).waitFor();
  });

  it('are found in Arabic', async () => {
    await amy.page.evaluate(() => localStorage.setItem('parley.language', '"ar"'));
    await amy.page.reload();
    await amy.page.getByRole('button', { name: 'إضافة رمز تعبيري', exact: true }).click();
    await amy.page.getByRole('searchbox', { name: 'البحث عن رمز تعبيري' }).fill('قلب احمر');
    await amy.page.getByRole('gridcell', { name: 'قلب أحمر', exact: true }).waitFor();
    await amy.page.getByText('وجوه ومشاعر').waitFor();
    await amy.page.evaluate(() => localStorage.removeItem('parley.language'));
    await amy.page.reload();
    await amy.box.waitFor();
  });

  it('say so when they do not load, and are there with the next try', async () => {
    await amy.page.evaluate(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith('frimousse')) localStorage.removeItem(key);
    });
    await amy.page.route('**/emoji/**', (route) => route.abort());
    await amy.page.reload();
    await amy.page.getByRole('button', { name: 'Add an emoji', exact: true }).click();
    await amy.page.getByText('The emoji did not load').waitFor();
    await amy.page.unroute('**/emoji/**');
    await amy.page.getByRole('button', { name: 'Try again' }).click();
    await amy.page.getByRole('gridcell', { name: 'Grinning face', exact: true }).waitFor();
    await amy.page.keyboard.press('Escape');
    expect(amy.problems.splice(0)).toEqual([expect.stringContaining('Failed to fetch')]);
  });
});

describe('what is written by its name', () => {
  it('becomes an emoji, of the server or in the tone that was chosen', async () => {
    const { promise: held, resolve: arrive } = Promise.withResolvers<void>();
    await amy.page.route('**/emoji/names.json', (route) => held.then(() => route.continue()));
    await amy.box.fill('');
    await amy.box.pressSequentially(':ship_');
    await amy.page.getByRole('option', { name: ':ship_it:' }).waitFor();
    await amy.box.press('Enter');
    await expect.poll(() => amy.box.inputValue()).toBe(':ship_it: ');
    await amy.box.pressSequentially(':tada:');
    await expect.poll(() => amy.box.inputValue()).toBe(':ship_it: :tada:');
    // Who writes faster than the names come.
    arrive();
    await expect.poll(() => amy.box.inputValue()).toBe(':ship_it: 🎉');
    await amy.box.pressSequentially(' :tada:');
    await expect.poll(() => amy.box.inputValue()).toBe(':ship_it: 🎉 🎉');
    await amy.page.unroute('**/emoji/names.json');
    await amy.box.fill('');
  });

  it('is a room that who knows it can go to', async () => {
    await amy.say('meet in #harbour');
    await amy.message('meet in').getByRole('link', { name: '#harbour' }).click();
    await amy.page.getByRole('heading', { name: 'harbour' }).first().waitFor();
    await amy.say('not in #tower');
    await ben.page.goto(amy.page.url());
    await ben.sees('not in #tower');
    expect(await ben.message('not in #tower').getByRole('link').count()).toBe(0);
  });
});
