import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { isClean } from './axe.js';
import { BrowserPerson, leaveBrowser, openBrowser } from './people.js';

let app: TestApp;
let browser: Browser;
let amy: BrowserPerson;
let ben: BrowserPerson;
let room: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), openBrowser()]);
  amy = await BrowserPerson.join(browser, app.url, 'Amy');
  ben = await BrowserPerson.join(browser, app.url, 'Ben');
  room = await amy.makeRoom('harbour', 'public', [ben]);
  await amy.page.goto(room);
  await amy.box.waitFor();
  await amy.say('**bold**, `code`, a [link](https://example.org) and @somebody');
  await amy.say('> quoted\n\n1. one\n2. two\n\n```ts\nconst answer = 42;\n```');
  await amy.sees('quoted');
  await amy.act('bold', /React with 👍/);
  await amy.choose('bold', 'Save for later');
  await amy.choose('bold', 'Pin to the room');
  await amy.act('bold', 'Reply in a thread');
  const pane = amy.page.getByRole('complementary', { name: 'Thread' });
  await pane.getByRole('textbox', { name: 'Reply' }).fill('a reply');
  await pane.getByRole('textbox', { name: 'Reply' }).press('Enter');
  await pane.getByTestId('message').filter({ hasText: 'a reply' }).waitFor();
});

afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
});

interface Screen {
  name: string;
  path: () => string;
  ready: (page: Page) => Promise<void>;
  /** With the lists beside it, which are the same on the others. */
  isWhole?: boolean;
  /** What is opened over it: the button that does it. */
  open?: string | RegExp;
}

const seen = (text: string) => (page: Page) => page.getByText(text).first().waitFor();
const screens: Screen[] = [
  { name: 'home', path: () => '/', ready: seen('Nothing is open'), isWhole: true },
  { name: 'a room', path: () => room, ready: seen('quoted'), isWhole: true },
  { name: 'room details', path: () => `${room}?details=true`, ready: seen('Leave room') },
  { name: 'threads', path: () => '/threads', ready: seen('1 reply') },
  { name: 'activity', path: () => '/activity', ready: seen('Nothing new') },
  { name: 'saved messages', path: () => '/saved', ready: seen('bold') },
  { name: 'search', path: () => '/search', ready: seen('Find what was said') },
  { name: 'results of a search', path: () => '/search?q=bold', ready: seen('1 result') },
  { name: 'notifications', path: () => '/settings/notifications', ready: seen('Reactions to my messages') },
  { name: 'sessions and security', path: () => '/settings/account', ready: seen('This device') },
  { name: 'appearance', path: () => '/settings/appearance', ready: seen('Density') },
  { name: 'blocked people', path: () => '/settings/blocked', ready: seen('Nobody is blocked') },
  { name: 'an invitation that is not valid', path: () => '/invite/none', ready: seen('not valid') },
  { name: 'a wrong link', path: () => '/nowhere/at/all', ready: seen('There is nothing here') },
  { name: 'create a room', path: () => '/', ready: seen('Nothing is open'), open: 'Create a room' },
  { name: 'browse rooms', path: () => '/', ready: seen('Nothing is open'), open: 'Browse rooms' },
  { name: 'new message', path: () => '/', ready: seen('Nothing is open'), open: 'New message' },
  { name: 'go to', path: () => '/', ready: seen('Nothing is open'), open: /Go to a conversation/ },
  { name: 'keys', path: () => '/', ready: seen('Nothing is open'), open: 'Keyboard shortcuts' },
  {
    name: 'room settings',
    path: () => `${room}?details=true`,
    ready: seen('Leave room'),
    open: 'Room settings',
  },
  {
    name: 'invitations',
    path: () => `${room}?details=true`,
    ready: seen('Leave room'),
    open: 'Invitation links',
  },
  { name: 'add people', path: () => `${room}?details=true`, ready: seen('Leave room'), open: 'Add people' },
];

describe('in light and dark', () => {
  it.each(screens)('$name is accessible', async ({ path, ready, open, isWhole }) => {
    const { page } = amy;
    // A page that several dialogs stand over is there already.
    const { pathname, search } = new URL(page.url());
    if (pathname + search !== path()) await amy.goTo(path());
    await ready(page);
    if (!open) return isClean(page, undefined, isWhole ? undefined : 'nav:not(main nav)');
    await page.getByRole('button', { name: open }).first().click();
    await page.getByRole('dialog').waitFor();
    await isClean(page, '[role="dialog"]');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('so is signing in and up, with what went wrong', async () => {
    const context = await browser.newContext({ baseURL: app.url });
    const page = await context.newPage();
    await page.goto('/sign-up');
    await page.getByRole('heading', { name: 'Create an account' }).waitFor();
    await isClean(page);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('nobody@example.org');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await isClean(page);
    await context.close();
  });
});

it('gives the focus back to where it came from', async () => {
  const { page } = amy;
  await amy.goTo(room);
  await amy.sees('quoted');
  const details = page.getByRole('button', { name: 'Room details' });
  await page.getByRole('button', { name: 'Create a room' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
  await expect.poll(focused).toBe('Create a room');
  await details.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: 'Room details' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary', { name: 'Room details' }).waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('Room details');
});

it('says new messages once they have come, and not those of oneself', async () => {
  await ben.page.goto(room);
  await ben.box.waitFor();
  await ben.say('can anybody hear me?');
  await amy.page
    .locator('[aria-live="polite"]', { hasText: 'Ben: can anybody hear me?' })
    .waitFor({ state: 'attached' });
});
