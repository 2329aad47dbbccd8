import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { buildSdk } from '../../scripts/lib/build.mjs';
import { ROOT } from '../../scripts/lib/root.mjs';
import { everything } from '../faults/recount.js';
import { startApp } from '../support/app.js';
import { register } from '../support/people.js';
import { createRoom } from '../support/rooms.js';

/** Runs in the page, where the script of the SDK is. */
const enter = `
  const load = () => JSON.parse(localStorage.getItem('tokens') ?? 'null') ?? undefined;
  // As a page has it that keeps no access token where scripts find it.
  const save = ({ user_id, refresh_token }) => localStorage.setItem('tokens', JSON.stringify({ user_id, refresh_token }));
  window.signIn = new Parley.SignIn(url, load(), { load, save });
  window.client = new Parley.ParleyClient({
    urls: [url],
    token: signIn.token,
    outbox: Parley.indexedDbStorage('tabs'),
    backoffMs: () => 50,
  }).connect();
  window.kept = () => Parley.indexedDbStorage('tabs').load();
`;

it('two tabs of one person share their outbox and their session', async () => {
  await buildSdk(ROOT);
  const script = await readFile(join(ROOT, 'sdk/dist/parley.min.js'));
  const site = createServer((request, response) => {
    const isScript = request.url === '/parley.min.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? script : '<!doctype html><script src="/parley.min.js"></script>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const node = await startApp({ CORS_ORIGINS: origin });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'], // As root in a container it has none.
  });
  try {
    const amy = await register(node.url, 'amy');
    const { id: room_id } = await createRoom(amy);
    const context = await browser.newContext();
    context.setDefaultTimeout(60_000);
    const tokens = JSON.stringify({ user_id: amy.id, refresh_token: amy.refreshToken });
    await context.addInitScript(`localStorage.tokens ??= ${JSON.stringify(tokens)};`);
    const open = async (page: Page) => {
      await page.goto(origin);
      await page.evaluate(`const url = '${node.url}';${enter}`);
    };
    const tabs = [await context.newPage(), await context.newPage()] as const;
    // At once, with one refresh token that is good once: neither ends the session of the other.
    await Promise.all(tabs.map(open));
    const settled = (page: Page) => page.waitForFunction('client.isSettled', undefined, { polling: 50 });
    await Promise.all(tabs.map(settled));

    await context.setOffline(true);
    await Promise.all(tabs.map((page) => page.evaluate('client.drop()')));
    const say = (page: Page, content: string) =>
      page.evaluate(
        `void client.send({ room_id: '${room_id}', content: '${content}' }).catch(() => undefined)`,
      );
    for (const content of ['one', 'two']) await say(tabs[0], content);
    await say(tabs[1], 'three');
    await tabs[1].waitForFunction('kept().then((all) => all.length === 3)');

    // The first is closed for good; the second, loaded anew, finds what both have left.
    await tabs[0].close();
    await tabs[1].evaluate('client.close()');
    await context.setOffline(false);
    await open(tabs[1]);
    await settled(tabs[1]);
    await tabs[1].waitForFunction('kept().then((all) => all.length === 0)');
    const stored = await everything(amy, room_id);
    expect(stored.map(({ content }) => content)).toEqual(['one', 'two', 'three']);
    expect(await tabs[1].evaluate(`client.pendingIn({ room_id: '${room_id}' })`)).toEqual([]);
    expect(await tabs[1].evaluate('client.api.getMe().then(({ user }) => user.id)')).toBe(amy.id);
  } finally {
    await browser.close();
    site.close();
    await node.stop();
  }
});
