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
  amy = await BrowserPerson.join(browser, app.url, 'Amy');
  ben = await BrowserPerson.join(browser, app.url, 'Ben', { hasWorker: true });
  await amy.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: app.url });
  const room = await amy.makeRoom('harbour', 'private', []);
  await Promise.all([amy.page.goto(room), ben.page.goto('/')]);
  await amy.page.getByRole('heading', { name: 'harbour' }).first().waitFor();
});

afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
});

afterEach(() => {
  expect([...amy.problems, ...ben.problems]).toEqual([]);
  amy.problems.length = 0;
  ben.problems.length = 0;
});

const details = (person: BrowserPerson) => person.page.getByRole('complementary', { name: 'Room details' });
const copied = (person: BrowserPerson): Promise<string> =>
  person.page.evaluate(() => navigator.clipboard.readText());

/** By the menu that stands beside a member. */
const rule = async (name: string, item: string): Promise<void> => {
  await details(amy)
    .getByRole('button', { name: `Actions for ${name}` })
    .click();
  await amy.page.getByRole('menuitem', { name: item, exact: true }).click();
};

describe('a private room', () => {
  it('is entered by a link, also by somebody who has to sign in first', async () => {
    await amy.page.getByRole('button', { name: 'Room details' }).click();
    await details(amy).getByRole('button', { name: 'Invitation links' }).click();
    await amy.page.getByRole('button', { name: 'Make a link' }).click();
    await amy.page.getByText('Invitation link copied').waitFor();
    const link = await copied(amy);
    await amy.page.keyboard.press('Escape');

    await ben.page.getByRole('button', { name: /profile, theme, sign out/ }).click();
    await ben.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await ben.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await ben.page.goto(link);
    await ben.signIn();
    await ben.page.getByRole('button', { name: 'Join harbour' }).click();
    await ben.box.waitFor();
    await details(amy).getByText('Ben', { exact: true }).waitFor();
  });

  it('no longer opens to a link that was revoked', async () => {
    await details(amy).getByRole('button', { name: 'Invitation links' }).click();
    await amy.page.getByRole('button', { name: 'Revoke' }).click();
    await amy.page.getByText('The link no longer works').waitFor();
    const link = await copied(amy);
    await amy.page.keyboard.press('Escape');
    await ben.page.goto(link);
    await ben.page.getByText('This invitation is not valid').waitFor();
    ben.problems.length = 0; // The browser reports the refusal.
    await ben.sidebarItem('harbour').click();
    await ben.box.waitFor();
  });

  it('mutes and unmutes', async () => {
    await rule('Ben', 'Mute');
    await amy.page.getByRole('dialog').getByRole('button', { name: 'Mute' }).click();
    await ben.page.getByText('You are muted in this room until').waitFor();
    await rule('Ben', 'Unmute');
    await ben.box.waitFor();
  });

  it('can be written in by moderators alone, or slowly', async () => {
    await details(amy).getByRole('button', { name: 'Room settings' }).click();
    await amy.page.getByText('Moderators and above').click();
    await amy.page.getByRole('button', { name: 'Save' }).click();
    await ben.page.getByText('Only moderators write here').waitFor();
    await details(amy).getByRole('button', { name: 'Room settings' }).click();
    await amy.page.getByText('Everybody', { exact: true }).click();
    await amy.page.getByLabel('Slow mode').selectOption('10 seconds');
    await amy.page.getByRole('button', { name: 'Save' }).click();
    await ben.page.getByText('Slow mode: one message every 10 seconds').waitFor();
    await details(amy).getByRole('button', { name: 'Room settings' }).click();
    await amy.page.getByLabel('Slow mode').selectOption('Off');
    await amy.page.getByRole('button', { name: 'Save' }).click();
    await ben.page.getByText('Slow mode:').waitFor({ state: 'detached' });
  });
});

describe('threads', () => {
  it('gather where one follows them, with what is unread in them', async () => {
    await amy.say('where shall we meet?');
    await ben.sees('where shall we meet?');
    await amy.page.getByRole('link', { name: 'Threads' }).click();
    await amy.page.getByText('No threads yet').waitFor();
    await ben.act('where shall we meet?', 'Reply in a thread');
    const pane = ben.page.getByRole('complementary', { name: 'Thread' });
    const reply = pane.getByRole('textbox', { name: 'Reply' });
    await reply.fill('at the pier');
    await reply.press('Enter');
    const card = amy.page.getByRole('button', { name: /where shall we meet/ });
    await card.getByText('1 unread message').waitFor({ state: 'attached' });
    await amy.page.getByTestId('threads-unread').waitFor();

    await card.click();
    await amy.page.getByRole('complementary', { name: 'Thread' }).getByText('at the pier').waitFor();
    await amy.page.getByTestId('threads-unread').waitFor({ state: 'detached' });
  });

  it('send a reply to the room too, when asked', async () => {
    const pane = amy.page.getByRole('complementary', { name: 'Thread' });
    await pane.getByLabel('Also send to #harbour').check();
    await pane.getByRole('textbox', { name: 'Reply' }).fill('the pier it is');
    await pane.getByRole('textbox', { name: 'Reply' }).press('Enter');
    const feed = ben.page.getByRole('feed', { name: 'Messages' });
    await feed.getByText('the pier it is').waitFor();
    expect(await pane.getByLabel('Also send to #harbour').isChecked()).toBe(false);
  });

  it('are followed no more, and again', async () => {
    const pane = amy.page.getByRole('complementary', { name: 'Thread' });
    await pane.getByRole('button', { name: 'Following' }).click();
    await amy.page.getByText('No threads yet').waitFor();
    await amy.sidebarItem('harbour').click();
    await amy
      .message('where shall we meet?')
      .getByRole('button', { name: /2 replies/ })
      .click();
    await pane.getByRole('button', { name: 'Follow' }).click();
    await pane.getByRole('button', { name: 'Following' }).waitFor();
    await pane.getByRole('button', { name: 'Close' }).click();
  });
});

describe('a message', () => {
  it('has a link, that leads to it', async () => {
    await amy.choose('where shall we meet?', 'Copy link');
    await amy.page.getByText('Link copied').waitFor();
    await ben.page.goto(await copied(amy));
    await ben.page.locator('[data-row]:focus', { hasText: 'where shall we meet?' }).waitFor();
  });

  it('keeps what it said before, and says who has seen it', async () => {
    await amy.say('at nine');
    await ben.sees('at nine');
    await amy.box.press('ArrowUp');
    await amy.page.getByRole('textbox', { name: 'Edit' }).fill('at ten');
    await amy.page.getByRole('textbox', { name: 'Edit' }).press('Enter');
    await amy.message('at ten').getByText('(edited)').waitFor();
    await amy.choose('at ten', 'Earlier versions');
    await amy.page.getByRole('dialog').getByText('at nine').waitFor();
    await amy.page.keyboard.press('Escape');
    await amy.page.getByRole('dialog').waitFor({ state: 'detached' });
    await amy.choose('at ten', 'Who has seen it');
    await amy.page.getByRole('dialog').getByText('Ben').waitFor();
    await amy.page.keyboard.press('Escape');
    await amy.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('outlives a reload before it was sent', async () => {
    await ben.page.evaluate(() => navigator.serviceWorker.ready);
    await ben.context.setOffline(true);
    await ben.page.getByTestId('offline').waitFor();
    await ben.say('written in a tunnel');
    await ben.page.locator('[data-sending]', { hasText: 'written in a tunnel' }).waitFor();
    await ben.page.reload();
    await ben.page.getByTestId('offline').waitFor();
    await ben.context.setOffline(false);
    await amy.sees('written in a tunnel');
    await ben.sees('written in a tunnel');
    expect(await amy.message('written in a tunnel').count()).toBe(1);
  });

  it('of somebody who is blocked is folded', async () => {
    await amy.page.getByRole('button', { name: 'Room details' }).click();
    await rule('Ben', 'Block Ben');
    await amy.page.getByText('Ben is blocked').waitFor();
    await amy.message('written in a tunnel').waitFor({ state: 'detached' });
    await amy.page.getByRole('button', { name: 'Show', exact: true }).last().click();
    await amy.sees('written in a tunnel');
    await amy.page.goto('/settings/blocked');
    await amy.page.getByRole('button', { name: 'Unblock' }).click();
    await amy.page.getByText('Nobody is blocked').waitFor();
  });
});

describe('appearance', () => {
  it('speaks the language that was chosen, from its own side', async () => {
    await amy.page.goto('/settings/appearance');
    await amy.page.getByLabel('Language').selectOption('العربية');
    await amy.page.getByRole('heading', { name: 'المظهر' }).waitFor();
    expect(await amy.page.locator('html').getAttribute('dir')).toBe('rtl');
    await amy.page.reload();
    await amy.page.getByLabel('اللغة').selectOption('English');
    await amy.page.getByRole('heading', { name: 'Appearance' }).waitFor();
    expect(await amy.page.locator('html').getAttribute('dir')).toBe('ltr');
  });

  it('is the same in all tabs', async () => {
    const other = await amy.context.newPage();
    await other.goto('/settings/appearance');
    await other.getByText('Dark theme').click();
    await expect.poll(() => amy.page.locator('html').getAttribute('data-theme')).toBe('dark');
    await other.close();
  });
});

describe('the end of a room', () => {
  it('bans, hands on, and deletes', async () => {
    await amy.sidebarItem('harbour').click();
    await amy.page.getByRole('button', { name: 'Room details' }).click();
    await rule('Ben', 'Make the owner');
    await amy.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await rule('Ben', 'Ban from the room');
    await amy.page.getByRole('dialog').getByRole('button', { name: 'Ban from the room' }).click();
    await ben.sidebarItem('harbour').waitFor({ state: 'detached' });
    await details(amy).getByRole('button', { name: 'Lift the ban' }).click();
    await details(amy).getByRole('button', { name: 'Lift the ban' }).waitFor({ state: 'detached' });
    await details(amy).getByRole('button', { name: 'Delete room' }).click();
    const dialog = amy.page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Delete room' }).isDisabled()).toBe(true);
    await dialog.getByLabel('To delete it, write its name').fill('harbour');
    await dialog.getByRole('button', { name: 'Delete room' }).click();
    await amy.page.getByText('harbour is deleted').waitFor();
    await amy.sidebarItem('harbour').waitFor({ state: 'detached' });
    // Who stood in the room asks what became of it, and the browser reports that there is none.
    for (const { problems } of [amy, ben]) problems.length = 0;
  });
});
