import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { BrowserPerson, leaveBrowser, openBrowser } from './people.js';

let app: TestApp;
let browser: Browser;
let amy: BrowserPerson;
let room: string;
let thread: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), openBrowser()]);
  amy = await BrowserPerson.join(browser, app.url, 'Amy');
  const ben = await BrowserPerson.join(browser, app.url, 'Bartholomew-Featherston');
  room = await amy.makeRoom('a room whose name is longer than there is room for it', 'private', [ben]);
  const long = `${'unbreakable'.repeat(30)} and https://example.org/${'a'.repeat(200)}`;
  const { message } = (await ben.call(`${room}/messages`, { content: long })) as { message: { id: string } };
  thread = message.id;
  await ben.call(`${room}/messages`, { content: 'a reply', parent_id: thread });
  await ben.call(`${room}/messages`, { content: `\`\`\`\n${'const line = 1; '.repeat(30)}\n\`\`\`` });
  await ben.call(`${room}/messages`, { content: `hello @${amy.username}, **bold** and \`code\`` });
  await ben.call(`/messages/${thread}/reactions`, { emoji: '👍' });
  await amy.page.goto(room);
  await amy.sees('hello @');
});
afterAll(async () => {
  await leaveBrowser(browser);
  await app?.stop();
});

/** In the page: what is wider than the place that it has, where that place neither scrolls nor shortens it by intent. */
const cutOff = (): string[] =>
  [document.documentElement, ...document.querySelectorAll<HTMLElement>('body *')]
    .filter((element) => {
      if (element.clientWidth < 3 || element.scrollWidth <= element.clientWidth + 1) return false;
      // A row of filters goes on beyond the edge, and is pushed there by a finger.
      if (element.matches('pre, pre *, code, textarea, input, select, svg, svg *, fieldset')) return false;
      const { overflowX, textOverflow, display } = getComputedStyle(element);
      if (element === document.documentElement) return true;
      return overflowX !== 'visible' && textOverflow !== 'ellipsis' && !display.startsWith('inline');
    })
    .map(({ tagName, className, clientWidth, scrollWidth }) =>
      [tagName, className, clientWidth, scrollWidth].join(' '),
    );

const screens = (): [string, string][] => [
  [room, 'hello @'],
  [`${room}?details=true`, 'Leave room'],
  [`${room}?thread=${thread}`, 'a reply'],
  ['/threads', 'No threads yet'],
  ['/activity', 'mentioned you'],
  ['/saved', 'Saved messages'],
  ['/search?q=hello', '1 result'],
  ['/settings/profile', 'Edit profile and status'],
  ['/settings/notifications', 'Reactions to my messages'],
  ['/settings/appearance', 'Density'],
  ['/settings/account', 'This device'],
  ['/', 'a room whose name'],
];

it.each([320, 360, 719, 768, 1099, 1440, 2560])(
  'nothing is cut off where %i pixels are there',
  async (width) => {
    const { page } = amy;
    await page.setViewportSize({ width, height: 800 });
    const faults: string[] = [];
    for (const [path, text] of screens()) {
      await amy.goTo(path);
      await page.locator('#root').getByText(text).filter({ visible: true }).first().waitFor();
      faults.push(...(await page.evaluate(cutOff)).map((fault) => `${path}: ${fault}`));
    }
    for (const dialog of ['Alt+Shift+B', 'Alt+Shift+C', 'Alt+Shift+N', 'Control+k']) {
      await page.keyboard.press(dialog);
      await page.getByRole('dialog').waitFor();
      faults.push(...(await page.evaluate(cutOff)).map((fault) => `${dialog}: ${fault}`));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(faults).toEqual([]);
  },
);

it.each([1440, 1700, 1920, 2560])(
  'what is read stays where it is where %i pixels are there',
  async (width) => {
    const { page } = amy;
    await page.setViewportSize({ width, height: 800 });
    /** From the start of what is beside the lists: the rows, and what is written in. */
    const places = () =>
      page.evaluate(() =>
        ['main [role="feed"]', 'main [data-composer]', 'main h1'].map((selector) =>
          Math.round(document.querySelector(selector)?.getBoundingClientRect().left ?? Number.NaN),
        ),
      );
    await amy.goTo(room);
    await amy.sees('hello @');
    const alone = await places();
    const [start = 0, end = 0] = await page.evaluate(() => {
      const [feed, main] = ['main [role="feed"]', 'main'].map((selector) =>
        document.querySelector(selector)?.getBoundingClientRect(),
      );
      return feed && main ? [feed.left - main.left, main.right - feed.right] : [];
    });
    expect(Math.abs(start - end)).toBeLessThan(1);
    expect(start > 0).toBe(width > 1440);
    for (const pane of ['details=true', `thread=${thread}`]) {
      await amy.goTo(`${room}?${pane}`);
      await page.getByRole('complementary').waitFor();
      expect(await places()).toEqual(alone);
    }
  },
);
