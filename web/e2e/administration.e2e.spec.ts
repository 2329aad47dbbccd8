import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { HookReceiver } from '../../test/support/hook-receiver.js';
import { type Person, request } from '../../test/support/people.js';
import { createRoom, refused, sayIn, setRole } from '../../test/support/rooms.js';
import { isClean } from './axe.js';
import { type Both, register, signInTo } from './both.js';
import { leaveBrowser, openBrowser } from './people.js';

let app: TestApp;
let browser: Browser;
let receiver: HookReceiver;
/** Administers the server, and owns the room. */
let amy: Both;
/** Is a member like others. */
let ben: Both;
/** Is at the API alone. */
let cleo: Person;
let room: string;

beforeAll(async () => {
  receiver = await HookReceiver.open();
  const outside = { OUTBOUND_LOOPBACK_PORTS: String(receiver.port) };
  [app, browser] = await Promise.all([startApp(outside), openBrowser()]);
  amy = await register(browser, app.url, 'Amy');
  ben = await register(browser, app.url, 'Ben');
  cleo = (await register(browser, app.url, 'Cleo')).api;
  const made = { name: 'harbour', type: 'private', member_ids: [ben.api.id, cleo.id] };
  room = (await createRoom(amy.api, made)).id;
  for (const text of ['good morning', 'buy my boats', 'half the price']) await sayIn(cleo, room, text);
  await Promise.all([signInTo(amy, 'harbour'), signInTo(ben, 'harbour')]);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await Promise.all([app?.stop(), receiver?.close()]);
});
afterEach(() => {
  expect([...amy.at.problems, ...ben.at.problems]).toEqual([]);
});

const DIALOG = '[role="dialog"]';
const dialog = ({ at }: Both, name: string | RegExp): Locator => at.page.getByRole('dialog', { name });
const press = (within: Pick<Locator, 'getByRole'>, name: string | RegExp): Promise<void> =>
  within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
const report = (): Locator => amy.at.page.getByTestId('report');

const openDetails = async ({ at }: Both): Promise<void> => {
  await at.sidebarItem('harbour').click();
  await press(at.page, 'Room details');
  await at.page.getByText('Leave room').waitFor();
};
const openSettings = async ({ at }: Both): Promise<void> => {
  await press(at.page, /profile, theme, sign out/);
  await at.page.getByRole('menuitem', { name: 'Settings' }).click();
};
const openSection = ({ at }: Both, name: string): Promise<void> =>
  at.page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name, exact: true }).click();
const reportAs = async ({ at }: Both, text: string, answer: string): Promise<void> => {
  await at.choose(text, 'Report message');
  await at.page.getByLabel('What else they should know').fill('the third time');
  await press(at.page, 'Report');
  await at.page.getByText(answer).first().waitFor();
};

describe('a report', () => {
  it('is made at the message, and is there at once for who looks after the room', async () => {
    await openDetails(amy);
    await reportAs(ben, 'buy my boats', 'Reported.');
    await amy.at.page.getByTestId('open-reports').getByText('1').waitFor();
    await reportAs(ben, 'buy my boats', 'You have reported this message already.');
  });

  it('shows what was said around it, and mutes with a reason', async () => {
    await press(amy.at.page, /^Reports/);
    await report().getByText('Reported by Ben').waitFor();
    await report().getByText('the third time').waitFor();
    await press(report(), 'Show what was said around it');
    await report().getByText('good morning').waitFor();
    await isClean(amy.at.page, DIALOG);
    await press(report(), 'Mute');
    await dialog(amy, 'Mute Cleo?').getByLabel('Reason').fill('advertising');
    await press(dialog(amy, 'Mute Cleo?'), 'Mute');
    await amy.at.page.getByText('Nothing waits for you').waitFor();
    await amy.at.page.getByText('Decided', { exact: true }).click();
    await report().getByText('Amy muted Cleo').waitFor();
    await refused(cleo.api('POST', `/rooms/${room}/messages`, { content: 'still here' }), 403, 'muted');
  });

  it('deletes the message, for everybody', async () => {
    await reportAs(ben, 'half the price', 'Reported.');
    await amy.at.page.getByText('Open', { exact: true }).click();
    await press(report(), 'Delete message');
    await press(dialog(amy, /^Delete the message/), 'Delete message');
    await ben.at.message('half the price').waitFor({ state: 'detached' });
    await amy.at.page.getByText('Nothing waits for you').waitFor();
  });
});

describe('the settings of a room', () => {
  it('hold its audit log, which says in sentences what was done, to whom and why', async () => {
    await amy.at.page.getByRole('tab', { name: 'Audit log' }).click();
    const entry = dialog(amy, 'Room settings').getByTestId('audit').filter({ hasText: 'Amy muted Cleo' });
    await entry.getByText('advertising').waitFor();
    await isClean(amy.at.page, DIALOG);
    await press(entry, 'Amy');
    await press(amy.at.page, 'Show what everybody did');
    await entry.waitFor();
  });

  it('hold webhooks that post by a URL, until it is another one', async () => {
    const settings = dialog(amy, 'Room settings');
    await amy.at.page.getByRole('tab', { name: 'Webhooks' }).click();
    await settings.getByLabel('Who it posts as').fill('Build server');
    await press(settings, 'Make a URL');
    const secret = settings.getByRole('region', { name: 'URL of the webhook' }).locator('code');
    const post = async (url: string) =>
      request(app.url, 'POST', new URL(url).pathname, { body: { content: 'version 7 is out' } });
    const first = (await secret.textContent()) ?? '';
    expect((await post(first)).status).toBe(201);
    await ben.at.sees('version 7 is out');
    await press(settings.getByTestId('incoming'), 'New URL');
    await press(dialog(amy, /^A new URL/), 'New URL');
    await expect.poll(() => secret.textContent()).not.toBe(first);
    expect((await post(first)).status).toBe(404);
    await press(settings, 'I have it');
    await press(settings.getByTestId('incoming'), 'Delete');
    await press(dialog(amy, /^Delete Build/), 'Delete');
    await settings.getByTestId('incoming').waitFor({ state: 'detached' });
  });

  it('hold webhooks that tell a program, and what came of it', async () => {
    const settings = dialog(amy, 'Room settings');
    await press(settings, 'Add a webhook');
    const form = dialog(amy, 'Add a webhook');
    await form.getByLabel('URL').fill(receiver.url);
    await form.getByLabel('Reactions', { exact: true }).check();
    await press(form, 'Add a webhook');
    const key = settings.getByRole('region', { name: 'Key of the signatures' });
    receiver.secret = (await key.locator('code').textContent()) ?? '';
    await press(key, 'I have it');
    await sayIn(ben.api, room, 'high water at noon');
    await press(settings, 'Deliveries');
    await settings.getByTestId('delivery').getByText('Delivered').waitFor();
    await isClean(amy.at.page, DIALOG);
    await press(settings.getByTestId('delivery'), 'Send again');
    await expect.poll(() => receiver.received.length).toBe(2);
    for (const { signed, message } of receiver.received) {
      expect([signed, message.content]).toEqual([true, 'high water at noon']);
    }
    await press(settings.getByTestId('outgoing'), 'Turn off');
    await settings.getByTestId('outgoing').getByText('Off', { exact: true }).waitFor();
    await press(settings, 'Close');
  });
});

describe('a plain member', () => {
  it('learns why a message did not notify', async () => {
    await ben.at.choose('good morning', 'Why was I notified, or not?');
    await ben.at.page.getByText('It does not mention you').waitFor();
    await isClean(ben.at.page, DIALOG);
    await ben.at.page.keyboard.press('Escape');
    await dialog(ben, /^Why/).waitFor({ state: 'detached' });
  });

  it('sees nothing of moderation, and as a moderator reports alone', async () => {
    await openDetails(ben);
    expect(await ben.at.page.getByRole('button', { name: /^Room settings|^Reports/ }).count()).toBe(0);
    await setRole(amy.api, room, ben.api, 'moderator');
    await press(ben.at.page, /^Reports/);
    await ben.at.page.getByText('Nothing waits for you').waitFor();
    expect(await ben.at.page.getByRole('tab').allTextContents()).toEqual(['Reports']);
    await press(dialog(ben, 'Room settings'), 'Close');
  });

  it('sees nothing of administration, and what the server knows of the own account', async () => {
    await openSettings(ben);
    await openSection(ben, 'Sessions and security');
    await ben.at.page.getByText(ben.api.email).waitFor();
    expect(await ben.at.page.getByText('Administration').count()).toBe(0);
    await isClean(ben.at.page, 'main');
  });

  it('makes a bot, with a token that is shown once', async () => {
    const { page } = ben.at;
    await openSection(ben, 'Bots');
    await press(page, 'Create a bot');
    await page.getByLabel('Name', { exact: true }).fill('Tide table');
    await page.getByLabel('Username').fill(`tide-${ben.api.id}`);
    await press(dialog(ben, 'Create a bot'), 'Create a bot');
    await press(page, 'New token');
    await page.getByLabel('What it is for').fill('pier');
    await page.getByRole('checkbox', { name: 'Write' }).uncheck();
    await isClean(page, DIALOG);
    await press(page, 'Make the token');
    const region = page.getByRole('region', { name: 'Token', exact: true });
    const token = (await region.locator('code').textContent()) ?? '';
    await isClean(page, 'main');
    const ask = (method: string, path: string) => request(app.url, method, `/api${path}`, { token });
    expect((await ask('GET', '/users/me')).status).toBe(200);
    expect((await ask('POST', `/rooms/${room}/join`)).body.code).toBe('scope_missing');
    await press(page, 'I have it');
    expect(await page.getByText(token).count()).toBe(0);
    await press(page, 'Revoke');
    await press(dialog(ben, 'Revoke pier?'), 'Revoke');
    await page.getByText('Without a token it cannot sign in.').waitFor();
    expect((await ask('GET', '/users/me')).status).toBe(401);
  });
});

describe('administration', () => {
  const account = (name: string): Locator => amy.at.page.getByTestId('account').filter({ hasText: name });
  const find = (name: string): Promise<void> => amy.at.page.getByLabel('Search by name or e-mail').fill(name);
  const confirm = (action: string): Promise<void> => press(amy.at.page.getByRole('dialog'), action);
  const act = async (name: string, item: string): Promise<void> => {
    await press(account(name), `Actions for ${name}`);
    await amy.at.page.getByRole('menuitem', { name: item }).click();
  };

  it('knows how the server is', async () => {
    await openSettings(amy);
    await openSection(amy, 'This server');
    await expect.poll(() => amy.at.page.getByText('Works', { exact: true }).count()).toBe(3);
    await isClean(amy.at.page, 'main');
  });

  it('decides about reports of direct messages', async () => {
    const dm = { participant_ids: [cleo.id] };
    const { body } = await ben.api.api<{ conversation: { id: string } }>('POST', '/direct-messages', dm);
    const path = `/direct-messages/${body.conversation.id}/messages`;
    const threat = { content: 'you will regret this' };
    const said = await cleo.api<{ message: { id: string } }>('POST', path, threat);
    await openSection(amy, 'Reports');
    await amy.at.page.getByText('Nothing waits for you').waitFor();
    await ben.api.api('POST', `/messages/${said.body.message.id}/report`, { reason: 'harassment' });
    await report().getByText(threat.content).waitFor();
    expect(await report().getByRole('button').allTextContents()).toEqual(['Dismiss', 'Delete message']);
    await press(report(), 'Dismiss');
    await amy.at.page.getByText('Nothing waits for you').waitFor();
  });

  it('finds people, gives and takes their role, and keeps the last one who has it', async () => {
    await openSection(amy, 'People');
    await account('Ben').waitFor();
    await isClean(amy.at.page, 'main');
    await find('cleo');
    await account('Ben').waitFor({ state: 'detached' });
    await act('Cleo', 'Make an administrator');
    await confirm('Make an administrator');
    await account('Cleo').getByText('Administrator').waitFor();
    await act('Cleo', 'Administrator no more');
    await confirm('Administrator no more');
    await account('Cleo').getByText('Administrator').waitFor({ state: 'detached' });
    await find('amy');
    await act('Amy', 'Administrator no more');
    await confirm('Administrator no more');
    await amy.at.page.getByText('A server needs an administrator.').waitFor();
    await confirm('Cancel');
    // The browser says that a request was refused.
    amy.at.problems.length = 0;
  });

  it('closes an account and opens it again, and makes a link for a new password', async () => {
    await find('cleo');
    await act('Cleo', 'Deactivate');
    await amy.at.page.getByRole('dialog').getByLabel('Reason').fill('threats');
    await confirm('Deactivate');
    await account('Cleo').getByText('Deactivated').waitFor();
    expect((await cleo.api('GET', '/users/me')).status).toBe(401);
    await act('Cleo', 'Open again');
    await account('Cleo').getByText('Deactivated').waitFor({ state: 'detached' });
    await act('Cleo', 'Password link');
    await confirm('Make a link');
    await amy.at.page
      .getByRole('dialog')
      .getByText(/reset-password#token=/)
      .waitFor();
    await confirm('I have it');
  });

  it('invites to the server, writes down what was done, and fits a phone', async () => {
    const { page } = amy.at;
    await openSection(amy, 'Invitations');
    await press(page, 'Make a link');
    const link = (await page.getByTestId('server-invitation').locator('code').textContent()) ?? '';
    expect(new URL(link).searchParams.get('invitation')).toMatch(/^[\w-]{22}$/);
    await isClean(page, 'main');
    await page.setViewportSize({ width: 360, height: 740 });
    for (const section of ['Audit log', 'People', 'Bots', 'This server', 'Invitations']) {
      await page.getByRole('main').getByRole('link', { name: 'Back' }).click();
      await openSection(amy, section);
      await page.getByRole('heading', { name: section }).waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([section, width]).toEqual([section, 360]);
      if (section === 'Audit log') await page.getByText('Amy deactivated Cleo').waitFor();
    }
  });
});
