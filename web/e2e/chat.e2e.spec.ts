import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
});

afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
});

afterEach(() => {
  expect([...amy.problems, ...ben.problems]).toEqual([]);
});

describe('two people', () => {
  it('meet in a room', async () => {
    const create = await amy.openDialog('Create a room');
    await create.getByLabel('Name').fill('harbour');
    await create.getByRole('button', { name: 'Create' }).click();
    await amy.page.getByRole('heading', { name: 'harbour' }).first().waitFor();

    const browse = await ben.openDialog('Browse rooms');
    await browse.getByRole('button', { name: 'Join' }).click();
    await ben.page.getByRole('heading', { name: 'harbour' }).first().waitFor();
    await ben.box.waitFor();
    await amy.page.getByText('2 members').first().waitFor({ state: 'attached' });
  });

  it('see each other’s messages as they are sent, once each', async () => {
    await amy.say('hello from Amy, **boldly**');
    await ben.sees('hello from Amy');
    await ben.message('hello from Amy').locator('strong', { hasText: 'boldly' }).waitFor();
    await ben.say(`hello @${amy.username}`);
    await amy.sees('hello @');
    await amy.message('hello @').locator('[data-mention="me"]').waitFor();
    expect(await amy.message('hello from Amy').count()).toBe(1);
    await expect.poll(() => amy.page.locator('[data-sending]').count()).toBe(0);
  });

  it('see each other typing, and that it ends', async () => {
    await amy.box.pressSequentially('hm');
    await ben.page.getByText('Amy is typing…').waitFor();
    await amy.box.fill('');
    await ben.page.getByText('Amy is typing…').waitFor({ state: 'detached' });
  });

  it('react', async () => {
    await ben.act('hello from Amy', /React with 👍/);
    const chip = amy.message('hello from Amy').getByTestId('reaction');
    await chip.filter({ hasText: '1' }).waitFor();
    await chip.click();
    await ben.message('hello from Amy').getByTestId('reaction').filter({ hasText: '2' }).waitFor();
    await chip.click();
    await ben.message('hello from Amy').getByTestId('reaction').filter({ hasText: '1' }).waitFor();
  });

  it('reply in a thread', async () => {
    await ben.act('hello from Amy', 'Reply in a thread');
    const pane = ben.page.getByRole('complementary', { name: 'Thread' });
    const reply = pane.getByRole('textbox', { name: 'Reply' });
    await reply.fill('a reply, beside the conversation');
    await reply.press('Enter');
    await pane.getByTestId('message').filter({ hasText: 'a reply' }).waitFor();

    const summary = amy.message('hello from Amy').getByRole('button', { name: '1 reply' });
    await summary.click();
    const hers = amy.page.getByRole('complementary', { name: 'Thread' });
    await hers.getByText('a reply, beside the conversation').waitFor();
    await amy.page.keyboard.press('Escape');
    await hers.waitFor({ state: 'detached' });
    await pane.getByRole('button', { name: 'Close' }).click();
  });

  it('edit with the up arrow, and delete what was asked about', async () => {
    await amy.say('a tpyo');
    await ben.sees('a tpyo');
    await amy.box.press('ArrowUp');
    const edit = amy.page.getByRole('textbox', { name: 'Edit' });
    await edit.fill('a typo, mended');
    await edit.press('Enter');
    await ben.message('a typo, mended').getByText('(edited)').waitFor();

    await amy.choose('a typo, mended', 'Delete');
    await amy.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await ben.sees('This message was deleted');
    expect(await ben.message('a typo, mended').count()).toBe(0);
  });

  it('pin for everybody', async () => {
    await amy.choose('hello @', 'Pin to the room');
    await ben.message('hello @').getByText('Pinned').waitFor();
    await ben.page.getByRole('button', { name: 'Room details' }).click();
    const details = ben.page.getByRole('complementary', { name: 'Room details' });
    await details.getByRole('button', { name: /hello @/ }).waitFor();
    await details.getByText('Owner').waitFor();
    await details.getByRole('button', { name: 'Close' }).click();
  });

  it('see what is unread where they are not looking, and a line where it begins', async () => {
    await ben.page.getByRole('link', { name: 'Conversations' }).click();
    await ben.page.getByText('Nothing is open').waitFor();
    await amy.say('while you were away');
    await amy.say(`and another, @${ben.username}`);
    const item = ben.sidebarItem('harbour');
    await item.getByText('1 mention').waitFor({ state: 'attached' });
    await expect.poll(() => ben.page.title()).toBe('(2) Parley');
    await item.click();
    await ben.sees('and another');
    await ben.page.getByText('New', { exact: true }).waitFor();
    await item.getByTestId('badge').waitFor({ state: 'detached' });
    await expect.poll(() => ben.page.title()).toBe('Parley');
  });

  it('lose nothing while one of them is offline', async () => {
    await ben.context.setOffline(true);
    await ben.page.getByTestId('offline').waitFor();
    await ben.say('written on the train');
    await ben.page.locator('[data-sending]', { hasText: 'written on the train' }).waitFor();
    await amy.say('said meanwhile');
    await amy.sees('said meanwhile');
    await ben.context.setOffline(false);
    await ben.sees('said meanwhile');
    await amy.sees('written on the train');
    await ben.page.locator('[data-sending]').waitFor({ state: 'detached' });
    await ben.page.getByTestId('offline').waitFor({ state: 'detached' });
    expect(await amy.message('written on the train').count()).toBe(1);
    expect(await ben.message('written on the train').count()).toBe(1);
  });

  it('write to each other alone, and know what was seen', async () => {
    const dialog = await amy.openDialog('New message');
    await dialog.getByRole('combobox', { name: 'To' }).fill(ben.username);
    await dialog.getByRole('option', { name: ben.username }).click();
    await dialog.getByRole('button', { name: 'Start' }).click();
    await amy.page.getByRole('heading', { name: 'Ben' }).first().waitFor();
    await amy.say('just for you');
    const item = ben.sidebarItem('Amy');
    await item.getByText('1 unread message').waitFor({ state: 'attached' });
    await item.click();
    await ben.sees('just for you');
    await amy.message('just for you').getByText('Seen', { exact: true }).waitFor();
  });

  it('keep a draft and their session over a reload, and sign out', async () => {
    await ben.box.fill('half a thought');
    await ben.page.reload();
    await ben.sees('just for you');
    await expect.poll(() => ben.box.inputValue()).toBe('half a thought');
    const readable = await ben.page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage }));
    const cookies = await ben.context.cookies(`${app.url}/api/auth/refresh`);
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/api/auth' }]);
    expect(readable).not.toContain(cookies[0]?.value);
    await ben.page.getByRole('button', { name: /profile, theme, sign out/ }).click();
    await ben.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await ben.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await ben.signIn();
    await ben.sidebarItem('harbour').waitFor();
  });
});

describe('one person', () => {
  const COUNT = 130;

  it('scrolls through pages of history without losing the place', { timeout: 120_000 }, async () => {
    await amy.sidebarItem('harbour').click();
    await amy.box.waitFor();
    const roomId = new URL(amy.page.url()).pathname.split('/').at(-1);
    const token = await signInToken(amy.email);
    const post = (content: string) =>
      fetch(`${app.url}/api/rooms/${roomId}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ content }),
      });
    for (let n = 1; n <= COUNT; n += 1) await post(`line ${n} of many`);
    await amy.page.reload();
    await amy.sees(`line ${COUNT} of many`);
    const list = amy.page.getByRole('feed', { name: 'Messages' });
    await list.hover();
    // Up, until the page before has come and the message that one looks at is from it.
    await expect
      .poll(
        async () => {
          await amy.page.mouse.wheel(0, -600);
          return amy.message(/line 60 of many/).count();
        },
        { timeout: 30_000, interval: 50 },
      )
      .toBe(1);
    const top = (text: string) =>
      amy
        .message(text)
        .boundingBox()
        .then((box) => Math.round(box?.y ?? Number.NaN));
    const before = await settled(() => top('line 60 of many'));
    for (const n of [1, 2, 3]) await post(`said below ${n}`);
    await amy.page.getByText('To the latest').waitFor();
    await expect.poll(() => amy.message('said below 3').count()).toBe(1);
    expect(await top('line 60 of many')).toBe(before);
    await expect
      .poll(
        async () => {
          await amy.page.mouse.wheel(0, -900);
          return amy.page.getByText('Say what it is for, and invite others').count();
        },
        { timeout: 30_000, interval: 50 },
      )
      .toBe(1);
    await amy.page.getByRole('button', { name: 'To the latest' }).click();
    await expect.poll(() => top('said below 3')).toBeLessThan(800);
    await amy.page.getByRole('button', { name: 'To the latest' }).waitFor({ state: 'detached' });
  });

  it('finds the way by keyboard alone', async () => {
    await amy.page.keyboard.press('Control+k');
    const dialog = amy.page.getByRole('dialog');
    await dialog.getByRole('combobox').fill('ben');
    await dialog.getByRole('option', { name: 'Ben' }).waitFor();
    await amy.page.keyboard.press('Enter');
    await amy.page.getByRole('heading', { name: 'Ben' }).first().waitFor();
    await dialog.waitFor({ state: 'detached' });
    await amy.message('just for you').focus();
    await amy.page.keyboard.press('?');
    await amy.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await amy.page.keyboard.press('Escape');
    await amy.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('has one column at a time on a phone', async () => {
    const page = await amy.context.newPage();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/');
    const item = page.getByRole('navigation').getByRole('link', { name: 'harbour' });
    await item.click();
    await page.locator('[data-composer="main"]').waitFor();
    await item.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Back' }).click();
    await item.waitFor();
    await page.close();
  });
});

/** What it is once it is twice the same: a wheel turns for a while. */
const settled = async (read: () => Promise<number>): Promise<number> => {
  let last = Number.NaN;
  await expect
    .poll(
      async () => {
        const now = await read();
        const isSame = now === last;
        last = now;
        return isSame;
      },
      { interval: 150 },
    )
    .toBe(true);
  return last;
};

const signInToken = async (email: string): Promise<string> => {
  const answer = await fetch(`${app.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'correct horse battery' }),
  });
  return ((await answer.json()) as { token: string }).token;
};
