import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { BrowserPerson, openBrowser } from './people.js';

let app: TestApp;
let browser: Browser;
let amy: BrowserPerson;
let ben: BrowserPerson;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), openBrowser()]);
  amy = await BrowserPerson.join(browser, app.url, 'Amy', { hasWorker: true });
  ben = await BrowserPerson.join(browser, app.url, 'Ben');
  const room = await amy.makeRoom('harbour', 'public', [ben]);
  await Promise.all([amy.page.goto(room), ben.page.goto(room)]);
  await Promise.all([amy.box.waitFor(), ben.box.waitFor()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** Everything that the browser keeps of what was read. */
const kept = (): Promise<string> =>
  amy.page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const request = indexedDB.open('parley.kept', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('kept');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction('kept').objectStore('kept').getAll();
          all.onsuccess = () => {
            request.result.close();
            resolve(JSON.stringify(all.result));
          };
        };
      }),
  );

it('reads what was open, writes, and sends it once when the network is back', async () => {
  await ben.say('high water at **nine**');
  await amy.sees('high water at nine');
  await amy.page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(kept).toContain('high water at **nine**');

  await amy.context.setOffline(true);
  await amy.page.reload();
  await amy.sees('high water at nine');
  await amy.sidebarItem('harbour').waitFor();
  await amy.page.getByTestId('offline').waitFor();
  await amy.say('I will be there');
  await amy.sees('I will be there');
  await ben.say('bring a rope');

  await amy.context.setOffline(false);
  await ben.sees('I will be there');
  await amy.sees('bring a rope');
  await amy.page.reload();
  await amy.sees('bring a rope');
  for (const person of [amy, ben]) {
    await expect.poll(() => person.message('I will be there').count()).toBe(1);
    await expect.poll(() => person.message('high water at nine').count()).toBe(1);
  }
});

it('leaves nothing behind who signs out', async () => {
  await amy.box.fill('not for the next');
  await expect.poll(kept).toContain('I will be there');
  await amy.page
    .getByRole('button', { name: /profile, theme, sign out/ })
    .first()
    .click();
  await amy.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await amy.page.getByRole('button', { name: 'Sign in' }).waitFor();
  await expect.poll(kept).toBe('[]');
  const left = await amy.page.evaluate(async () => {
    const stored = JSON.stringify({ ...localStorage });
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    return { stored, cached: cached.flat().map(({ url }) => new URL(url).pathname) };
  });
  expect(left.stored).not.toContain('not for the next');
  // The service worker keeps the client itself, and no answer of the server.
  expect(left.cached.filter((path) => path.startsWith('/api'))).toEqual([]);
});
