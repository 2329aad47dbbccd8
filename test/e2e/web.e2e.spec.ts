import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { password, register } from '../support/people.js';

/** What keeps a headless Chromium from calling home: the machine of the tests reaches nobody. */
const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let server: TestApp;
let browser: Browser;
const problems: string[] = [];

interface Screen {
  context: BrowserContext;
  page: Page;
}

beforeAll(async () => {
  server = await startApp();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: quiet,
  });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const open = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<Screen> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(message.text());
  });
  return { context, page };
};

const signUp = async (page: Page, name: string): Promise<void> => {
  const username = `${name.toLowerCase()}-${Math.random().toString(36).slice(2, 8)}`;
  await page.goto(`${server.url}/sign-up`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail').fill(`${username}@example.org`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByRole('button', { name: 'Create a room' }).first().waitFor();
};

const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / });
const messageOf = (page: Page, text: string) => page.getByTestId('message').filter({ hasText: text }).first();

const say = async (page: Page, text: string, shown = text): Promise<void> => {
  await composer(page).fill(text);
  await composer(page).press('Enter');
  await messageOf(page, shown).waitFor();
};

it('two people talk: rooms, live messages, reactions, threads, edits, offline and back', {
  timeout: 120_000,
}, async () => {
  const amy = await open();
  const ben = await open({ colorScheme: 'dark' });
  await signUp(amy.page, 'Amy');
  await signUp(ben.page, 'Ben');

  await amy.page.getByRole('button', { name: 'Create a room' }).first().click();
  await amy.page.getByLabel('Name', { exact: true }).fill('design');
  await amy.page.getByRole('button', { name: 'Create', exact: true }).click();
  await composer(amy.page).waitFor();
  await say(amy.page, 'Hello from Amy with **bold** words', 'Hello from Amy with bold words');
  expect(await messageOf(amy.page, 'Hello').locator('strong').textContent()).toBe('bold');

  await ben.page.getByRole('button', { name: 'Browse rooms' }).first().click();
  await ben.page.getByRole('button', { name: 'Join' }).first().click();
  await messageOf(ben.page, 'Hello from Amy').waitFor();

  await composer(ben.page).pressSequentially('Hi', { delay: 20 });
  await expect.poll(() => amy.page.getByTestId('typing').textContent()).toContain('Ben is typing');
  await say(ben.page, 'Hi Amy <img src=x onerror=alert(1)>');
  await messageOf(amy.page, 'Hi Amy <img').waitFor();

  await messageOf(amy.page, 'Hi Amy').hover();
  await amy.page.getByRole('button', { name: 'React with 👍' }).first().click();
  await messageOf(ben.page, 'Hi Amy').getByTestId('reaction').waitFor();

  await messageOf(amy.page, 'Hi Amy').hover();
  await amy.page.getByRole('button', { name: 'Reply in a thread' }).first().click();
  const reply = amy.page.getByRole('textbox', { name: 'Reply' });
  await reply.fill('In the thread');
  await reply.press('Enter');
  await messageOf(ben.page, 'Hi Amy').getByText('1 reply').waitFor();
  await amy.page.getByRole('button', { name: 'Close' }).first().click();

  await composer(ben.page).press('ArrowUp');
  await ben.page.keyboard.press('ControlOrMeta+a');
  await ben.page.keyboard.type('Hi Amy, edited');
  await ben.page.keyboard.press('Enter');
  await messageOf(amy.page, 'Hi Amy, edited').getByText('(edited)').waitFor();

  await amy.context.setOffline(true);
  await amy.page.getByTestId('offline').waitFor();
  await say(amy.page, 'Written while offline');
  await say(ben.page, 'Said meanwhile');
  await amy.context.setOffline(false);
  await messageOf(amy.page, 'Said meanwhile').waitFor({ timeout: 30_000 });
  await messageOf(ben.page, 'Written while offline').waitFor({ timeout: 30_000 });

  await amy.page.reload();
  await messageOf(amy.page, 'Said meanwhile').waitFor();
  expect(problems).toEqual([]);
  await Promise.all([amy.context.close(), ben.context.close()]);
});

it('on a phone one signs in and finds what is unread', { timeout: 60_000 }, async () => {
  const [zoe, max] = await Promise.all([register(server.url, 'zoe'), register(server.url, 'max')]);
  const { body } = await max.api<{ room: { id: string } }>('POST', '/rooms', {
    name: 'on the road',
    type: 'private',
    member_ids: [zoe.id],
  });
  await max.api('POST', `/rooms/${body.room.id}/messages`, { content: `where are you @${zoe.username}?` });
  const { context, page } = await open({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.goto(server.url);
  await page.getByLabel('E-mail').fill(zoe.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: /on the road/ }).click();
  await messageOf(page, 'where are you').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await context.close();
});
