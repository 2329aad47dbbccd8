import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildSdk } from '../../scripts/lib/build.mjs';
import { ROOT } from '../../scripts/lib/root.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, password, register } from '../support/people.js';

const run = promisify(execFile);

let node: TestApp;
let site: Server;
let origin: string;
let amy: Person;
let room: string;

/** The page of the example as any web server would serve it, from another origin than Parley. */
const serveExample = () =>
  createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1) || 'index.html';
    const path = name === 'parley.min.js' ? 'sdk/dist/parley.min.js' : `examples/browser/${name}`;
    const found = existsSync(join(ROOT, path));
    response.writeHead(found ? 200 : 404, {
      'content-type': name.endsWith('.js') ? 'text/javascript' : 'text/html',
    });
    response.end(found ? await readFile(join(ROOT, path)) : '');
  });

beforeAll(async () => {
  await buildSdk(ROOT);
  site = serveExample();
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  node = await startApp({ CORS_ORIGINS: origin });
  amy = await register(node.url, 'amy');
  const { body } = await amy.api<{ room: { id: string } }>('POST', '/rooms', {
    name: 'Examples',
    type: 'public',
  });
  room = body.room.id;
}, 60_000);
afterAll(async () => {
  site?.close();
  await node?.stop();
});

it('the bot answers who mentions it, and nobody else', async () => {
  const bot = await register(node.url, 'bot');
  await bot.api('POST', `/rooms/${room}/join`);
  const env = { ...process.env, PARLEY_URL: node.url, BOT_EMAIL: bot.email, BOT_PASSWORD: password };
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'examples/bot/bot.mjs')], { env });
  try {
    const [said] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    expect(said.toString()).toContain('is listening');
    const line = await amy.connect();
    await line.ask('send_message', { room_id: room, content: 'nobody in particular' });
    await line.ask('send_message', { room_id: room, content: `hello @${bot.username}` });
    const answer = await line.next('new_message', ({ sender_id }) => sender_id === bot.id);
    expect(answer.content).toBe(`@${amy.username} you called?`);
    expect(line.all('new_message').map(({ sender_id }) => sender_id)).toEqual([amy.id, amy.id, bot.id]);
    line.close();
  } finally {
    child.kill();
  }
});

it('the client in Python sends and receives over the wire format alone', async () => {
  const script = join(ROOT, 'examples/python/parley.py');
  const { stdout } = await run('python3', [script, node.url, amy.email, password, room, 'from Python 🐍']);
  expect(stdout).toContain(`ready: ${amy.username}`);
  expect(stdout).toContain('received: from Python 🐍');
  const refused = run('python3', [script, node.url, amy.email, password, 'f'.repeat(24), 'nowhere']);
  await expect(refused).rejects.toThrow('room_not_found');
});

it('the page shows a message at once, and sends after a reload what it could not send before', async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'], // As root in a container it has none.
  });
  try {
    const page = await (await browser.newContext()).newPage();
    const enter = async () => {
      await page.goto(`${origin}/?url=${node.url}&room=${room}`);
      await page.getByLabel('E-mail').fill(amy.email);
      await page.getByLabel('Password').fill(password);
      await page.getByText('Sign in').click();
      await page.getByLabel('Message').waitFor();
    };
    await enter();
    await page.getByLabel('Message').fill('from a page');
    await page.getByText('Send', { exact: true }).click();
    await page.locator('li[data-state=stored]', { hasText: 'from a page' }).waitFor();

    // A line that is cut with a message on it: nothing of this page reaches the server any more.
    await page.context().setOffline(true);
    await page.getByLabel('Message').fill('kept in the browser');
    await page.getByText('Send', { exact: true }).click();
    await page.locator('li', { hasText: 'kept in the browser' }).waitFor();
    // It is shown before the browser has written it down.
    const kept = `Parley.indexedDbStorage('parley-${amy.email}').load()`;
    await expect.poll(() => page.evaluate(kept)).toHaveLength(1);
    await page.context().setOffline(false);
    await page.reload();
    await enter();
    await page.locator('li[data-state=stored]', { hasText: 'kept in the browser' }).waitFor();
    expect(await page.locator('li', { hasText: 'kept in the browser' }).count()).toBe(1);
  } finally {
    await browser.close();
  }
});
