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
  ben = await BrowserPerson.join(browser, app.url, 'Ben');
  const room = await amy.makeRoom('harbour', 'public', [ben]);
  await ben.call(`${room}/messages`, { content: 'the ferry is late' });
  await ben.call(`${room}/messages`, { content: 'and the train as well' });
  await Promise.all([amy.page.goto(room), ben.page.goto(room)]);
  await Promise.all([amy.sees('the train'), ben.sees('the train')]);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
});
afterEach(() => {
  expect([...amy.problems, ...ben.problems]).toEqual([]);
});

/** Until `go` is called nothing of what is asked for there is answered. */
const hold = async (path: RegExp): Promise<{ go: () => Promise<void> }> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await amy.page.route(path, async (route) => {
    await promise;
    await route.continue().catch(() => undefined); // It was taken back meanwhile.
  });
  return {
    go: async () => {
      resolve();
      await amy.page.unroute(path);
    },
  };
};

/** As a browser gives files that were dropped, or copied elsewhere. */
const give = (name: string, event: 'drop' | 'paste'): Promise<void> =>
  amy.box.evaluate(
    (box, { name, event }) => {
      const files = new DataTransfer();
      files.items.add(new File(['high water at nine'], name, { type: 'text/plain' }));
      box.dispatchEvent(
        event === 'drop'
          ? new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files })
          : new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: files }),
      );
    },
    { name, event },
  );

describe('files', () => {
  it('are dropped or pasted, say how far they are, and can be taken back on their way', async () => {
    const uploads = await hold(/\/api\/upload$/);
    await give('dropped.txt', 'drop');
    await give('pasted.txt', 'paste');
    const tray = amy.page.getByRole('list', { name: 'Attached files' });
    await tray.getByText('pasted.txt').waitFor();
    await tray.getByRole('progressbar', { name: 'Uploading dropped.txt' }).waitFor();
    expect(await amy.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await amy.page.getByRole('button', { name: 'Remove dropped.txt' }).click();
    await uploads.go();
    await expect.poll(() => amy.page.getByRole('progressbar').count()).toBe(0);
    await amy.say('only one of them');
    await ben.message('only one of them').getByText('pasted.txt').waitFor();
    expect(await ben.page.getByText('dropped.txt').count()).toBe(0);
  });

  it('that did not get through are tried again', async () => {
    await amy.page.route(/\/api\/upload$/, (route) => route.abort());
    await give('notes.txt', 'paste');
    await amy.page.getByRole('button', { name: 'Upload notes.txt again' }).waitFor();
    await amy.page.unroute(/\/api\/upload$/);
    await amy.page.getByRole('button', { name: 'Upload notes.txt again' }).click();
    await amy.page.getByRole('button', { name: 'Upload notes.txt again' }).waitFor({ state: 'detached' });
    await expect.poll(() => amy.page.getByRole('progressbar').count()).toBe(0);
    await amy.say('the notes');
    await ben.message('the notes').getByText('notes.txt').waitFor();
  });
});

describe('a text', () => {
  it('says how long it may still be before it is too long, and is not sent then', async () => {
    await amy.box.fill('x'.repeat(9_990));
    await amy.page.getByText('10 characters left').waitFor();
    await amy.box.fill('x'.repeat(10_001));
    await amy.page.getByText('1 character too long').waitFor();
    await amy.box.press('Enter');
    expect(await amy.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    expect((await amy.box.inputValue()).length).toBe(10_001);
    await amy.box.fill('');
  });

  it('that was refused stays, with the reason, until it is tried again', async () => {
    const dm = (await amy.call('/direct-messages', { participant_ids: [await ben.id()] })) as {
      conversation: { id: string };
    };
    await amy.page.goto(`/dms/${dm.conversation.id}`);
    await amy.box.waitFor();
    await ben.ask('PUT', `/users/me/blocked/${await amy.id()}`);
    await amy.say('are you there?');
    const failed = amy.page.getByRole('alert').filter({ hasText: 'Not sent.' });
    await failed.waitFor();
    await amy.page.reload();
    await failed.waitFor();
    await ben.ask('DELETE', `/users/me/blocked/${await amy.id()}`);
    await failed.getByRole('button', { name: 'Try again' }).click();
    await ben.sidebarItem('Amy').getByText('1 unread message').waitFor({ state: 'attached' });
    await failed.waitFor({ state: 'detached' });
    await amy.page.goBack();
    await amy.sees('the train');
  });
});

describe('what is done to a message', () => {
  it('is there before the server has answered, and goes when it refuses', async () => {
    const answers = await hold(/\/reactions|\/pin$|\/api\/messages\/\w+$/);
    await amy.act('the ferry is late', /React with 👍/);
    await amy.message('the ferry is late').getByTestId('reaction').filter({ hasText: '1' }).waitFor();
    await amy.choose('the ferry is late', 'Pin to the room');
    await amy.message('the ferry is late').getByText('Pinned').waitFor();
    await amy.say('a tpyo');
    await ben.sees('a tpyo');
    await amy.box.press('ArrowUp');
    const edit = amy.page.getByRole('textbox', { name: 'Edit' });
    await edit.fill('a typo, mended');
    await edit.press('Enter');
    await edit.waitFor({ state: 'detached' });
    await amy.message('a typo, mended').waitFor();
    expect(await ben.message('a typo, mended').count()).toBe(0);
    await answers.go();
    await ben.sees('a typo, mended');
    await ben.message('the ferry is late').getByText('Pinned').waitFor();
    await ben.message('the ferry is late').getByTestId('reaction').filter({ hasText: '1' }).waitFor();

    await amy.page.route(/\/reactions/, (route) => route.abort());
    await amy.act('and the train', /React with 👍/);
    await amy.page.getByText('The server cannot be reached').first().waitFor();
    await amy.message('and the train').getByTestId('reaction').waitFor({ state: 'detached' });
    await amy.page.unroute(/\/reactions/);
  });

  it('has a key for each, which the list of keys names', async () => {
    await amy.message('a typo, mended').focus();
    await amy.page.keyboard.press('v');
    await amy.page.getByRole('dialog').getByText('Ben').waitFor();
    await amy.page.keyboard.press('Escape');
    await amy.page.getByRole('dialog').waitFor({ state: 'detached' });
    await amy.message('a typo, mended').focus();
    await amy.page.keyboard.press('h');
    await amy.page.getByRole('dialog').getByText('a tpyo').waitFor();
    await amy.page.keyboard.press('Escape');
    await amy.page.getByRole('dialog').waitFor({ state: 'detached' });
    await amy.message('a typo, mended').focus();
    await amy.page.keyboard.press('Delete');
    await amy.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await ben.sees('This message was deleted');
    expect(await amy.message('a typo, mended').count()).toBe(0);
  });
});

describe('a status', () => {
  it('with words and an end is seen by the others at once', async () => {
    await amy.page.getByRole('button', { name: /profile, theme, sign out/ }).click();
    await amy.page.getByRole('menuitem', { name: 'Profile and status' }).click();
    const dialog = amy.page.getByRole('dialog', { name: 'Profile and status' });
    await dialog.getByLabel('Status', { exact: true }).fill('at sea');
    await dialog.getByText('Busy').click();
    await dialog.getByLabel('Clear it').selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await ben.page.getByRole('button', { name: 'Room details' }).click();
    await ben.page.getByRole('complementary', { name: 'Room details' }).getByText('at sea').waitFor();
  });
});

describe('a conversation of two', () => {
  it('is muted, taken off the list and back, and ended by blocking', async () => {
    const path = new URL(amy.page.url()).pathname;
    await amy.sidebarItem('Ben').click();
    const menu = amy.page.getByRole('button', { name: 'Actions for Ben' });
    await menu.click();
    await amy.page.getByRole('menuitem', { name: 'Mute' }).click();
    await menu.click();
    await amy.page.getByRole('menuitem', { name: 'Unmute' }).waitFor();
    await amy.page.getByRole('menuitem', { name: 'Take it off the list' }).click();
    await amy.sidebarItem('Ben').waitFor({ state: 'detached' });
    // What was pinned before may be undone still: the newest stands last.
    await amy.page.getByRole('button', { name: 'Undo' }).last().click();
    await amy.sidebarItem('Ben').waitFor();
    await menu.click();
    await amy.page.getByRole('menuitem', { name: 'Block Ben' }).click();
    await amy.page.getByText('Ben is blocked').waitFor();
    await menu.click();
    await amy.page.getByRole('menuitem', { name: 'Unblock' }).click();
    await amy.page.getByText('Ben is unblocked').waitFor();
    await amy.goTo(path);
    await amy.sees('the train');
  });
});

describe('two tabs of one person', () => {
  it('show the same, and sign out together', async () => {
    const other = await amy.context.newPage();
    await other.goto(new URL(amy.page.url()).pathname);
    await other.getByTestId('message').filter({ hasText: 'the train' }).waitFor();
    await amy.say('from the first tab');
    await other.getByTestId('message').filter({ hasText: 'from the first tab' }).waitFor();
    await other.locator('[data-composer="main"]').fill('from the second');
    await other.locator('[data-composer="main"]').press('Enter');
    await amy.sees('from the second');
    await ben.sees('from the second');
    for (const page of [amy.page, other, ben.page]) {
      const sent = page.getByTestId('message').filter({ hasText: 'from the second' });
      await expect.poll(() => sent.count()).toBe(1);
    }
    await other.getByRole('button', { name: /profile, theme, sign out/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await amy.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});
