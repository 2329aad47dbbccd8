import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.js';
import { BrowserPerson, leaveBrowser, openBrowser } from './people.js';

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
  await leaveBrowser(browser);
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

/** What the service worker does, as the browser sees it. */
const worker = async () => {
  const [only] = amy.context.serviceWorkers();
  return only ?? (await amy.context.waitForEvent('serviceworker'));
};

it('shows what a push says while nobody looks, and a tap leads to the message', async () => {
  await amy.context.grantPermissions(['notifications'], { origin: app.url });
  const room_id = new URL(amy.page.url()).pathname.split('/').at(-1);
  const said = await ben.call(`/rooms/${room_id}/messages`, { content: 'the ferry is late' });
  const { id: message_id } = (said as { message: { id: string } }).message;
  await amy.sees('the ferry is late');
  await amy.page.getByRole('link', { name: 'Activity' }).click();

  // Browsers of tests take every page for the one that is looked at: here the worker is told otherwise.
  await (await worker()).evaluate(() => {
    const { prototype } = Reflect.get(globalThis, 'WindowClient') as { prototype: object };
    Object.defineProperty(prototype, 'focused', { get: () => false });
  });
  const cdp = await amy.context.newCDPSession(amy.page);
  const registrationId = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === `${app.url}/`);
      if (ours) resolve(ours.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const notification = {
    ...{ id: 'n1', kind: 'mention', message_id, parent_id: null, room_id, dm_id: null, emoji: null },
    ...{ actor: { id: 'u1', username: 'ben', display_name: 'Ben' }, excerpt: 'the ferry is late' },
  };
  await cdp.send('ServiceWorker.deliverPushMessage', {
    origin: app.url,
    registrationId: await registrationId,
    data: JSON.stringify({ notification, unread_count: 1 }),
  });
  const shown = async () =>
    (await worker()).evaluate(async () => {
      const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
      return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
    });
  await expect.poll(shown).toEqual([{ title: 'Ben', body: 'the ferry is late', tag: 'n1' }]);

  await (await worker()).evaluate(async () => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const [tapped] = await registration.getNotifications();
    const NotificationEvent = Reflect.get(globalThis, 'NotificationEvent') as new (
      type: string,
      init: { notification: unknown },
    ) => Event;
    globalThis.dispatchEvent(new NotificationEvent('notificationclick', { notification: tapped }));
  });
  await expect.poll(() => amy.page.url()).toContain(message_id);
  await expect.poll(shown).toEqual([]);
  await cdp.detach();
  await amy.page.locator('[data-row]:focus', { hasText: 'the ferry is late' }).waitFor();
});

it('offers a new version, and is it after a reload', async () => {
  // To the browser a worker of another address is another worker.
  await amy.page.evaluate(() => navigator.serviceWorker.register('/sw.js?newer'));
  await amy.page.getByText('A new version of Parley is ready').waitFor();
  const version = () => amy.page.evaluate(() => navigator.serviceWorker.controller?.scriptURL);
  expect(await version()).toBe(`${app.url}/sw.js`);
  const reloaded = amy.page.waitForEvent('load');
  await amy.page.getByRole('button', { name: 'Reload' }).click();
  await reloaded;
  await amy.sees('the ferry is late');
  expect(await version()).toBe(`${app.url}/sw.js?newer`);
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
