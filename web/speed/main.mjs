/**
 * How fast the web client is, in Debian's Chromium against a server of its own, or against the one at URL:
 *
 *   npm run web:speed            needs builds of the server and of the client (npm start or npm test make them)
 *   npm run web:speed -- URL     that server must not limit how fast one person writes (RATE_LIMIT_SCALE)
 *
 * SPEED_LOADED, SPEED_HOUR and SPEED_SECONDS change how much is loaded, how many messages an hour brings, which come as fast
 * as they can while memory is looked at, and for how long somebody works while messages come. Exits with 1 when something is
 * over its limit, or when it has not come to its end after SPEED_MINUTES.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { startBackends } from '../../bench/lib/parley.mjs';
import { watchPage } from './page.mjs';
import { Workspace } from './workspace.mjs';

const LOADED = Number(process.env.SPEED_LOADED ?? 10_000);
const HOUR = Number(process.env.SPEED_HOUR ?? 18_000);
const SECONDS = Number(process.env.SPEED_SECONDS ?? 20);
const MINUTES = Number(process.env.SPEED_MINUTES ?? 15);
/** Each is as much as is let go of at once, so that at each look the page holds as many. */
const PARTS = 9;
const PER_SECOND = 50;
const AT_ONCE = 250;
const SENDS = 10;
const limits = { scriptKb: 200, interactionMs: 100, sendFrames: 1, growth: 1.1 };

/** @param {number[]} values @param {number} q */
const quantile = (values, q) =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * q) - 1)] ?? 0;

/** @param {number[]} values */
const median = (values) => quantile(values, 0.5);

let failed = false;
let step = 'the beginning';
/** @param {string} what @param {number} figure @param {number} limit @param {string} unit */
const judge = (what, figure, limit, unit) => {
  const isOver = !(figure <= limit);
  failed ||= isOver;
  const shown = Math.round(figure * 100) / 100;
  console.log(`${isOver ? 'OVER' : 'ok  '}  ${what}: ${shown} ${unit} (limit ${limit})`);
};

/**
 * What was asked for before the first message was on the page, compressed as nginx does it, whether this server compresses
 * or not. @param {import('playwright-core').Page} page
 */
const scriptBytes = async (page) => {
  const urls = await page.evaluate(() => globalThis.speed.scripts());
  const bodies = await Promise.all(urls.map(async (url) => (await fetch(url)).arrayBuffer()));
  return bodies.reduce((sum, body) => sum + gzipSync(Buffer.from(body)).length, 0);
};

/** @param {import('playwright-core').Page} page */
const heapMb = async (page) => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  return usedSize / 1e6;
};

/** A server of our own, where none was named. */
async function startOwn() {
  const backends = await startBackends({ durable: false });
  const node = await backends.startNode();
  const stop = () => node.stop().then(backends.stop);
  return { url: node.url, stop };
}

const own = process.argv[2] === undefined ? await startOwn() : undefined;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
});

/** @type {Workspace | undefined} */
let workspace;
/** Whatever waits for what does not come: it is said, and all is closed. */
const late = setTimeout(() => {
  console.error(`OVER  ${MINUTES} minutes have passed: ${step} has not come to its end`);
  failed = true;
  void browser.close();
}, MINUTES * 60_000);
late.unref();

try {
  workspace = await Workspace.open(/** @type {string} */ (own?.url ?? process.argv[2]));
  const { page, signIn } = await watchPage(browser, workspace);

  step = 'the first load';
  await signIn();
  await page.goto(workspace.path);
  await page.getByTestId('message').first().waitFor();
  judge('script before the conversation shows', (await scriptBytes(page)) / 1000, limits.scriptKb, 'kB gzip');

  step = `loading ${LOADED} messages`;
  const crew = workspace;
  // Never so many that the page begins anew at the newest instead of catching up: it is to hold them all.
  const sayShown = async (/** @type {number} */ count) => {
    for (let left = count; left > 0; left -= AT_ONCE) {
      await crew.say(Math.min(left, AT_ONCE));
      await page.getByText(crew.last, { exact: true }).waitFor();
    }
  };
  await sayShown(LOADED);
  console.log(`      ${LOADED} messages are loaded, ${PER_SECOND} a second come`);

  step = 'working while messages come';
  const steady = workspace.saySteadily(PER_SECOND);
  const box = page.locator('[data-composer="main"]');
  const ends = performance.now() + SECONDS * 1000;
  const dialog = page.getByRole('dialog').first();
  // What opens after the key that was to close it would stay, and hide everything else.
  const opens = async (/** @type {string} */ name) => {
    await page.getByRole('button', { name }).first().click();
    await dialog.waitFor();
  };
  const closes = async () => {
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };
  /** @type {(() => Promise<unknown>)[]} */
  const work = [
    () => box.pressSequentially('the tide turns ', { delay: 30 }),
    () => page.getByRole('button', { name: 'Room details' }).click(),
    () => page.getByRole('button', { name: 'Room details' }).click(),
    () => opens('Add an emoji'),
    () => closes(),
    () => opens('Create a room'),
    () => closes(),
    () => box.fill(''),
  ];
  for (let at = 0; performance.now() < ends; at += 1) await work[at % work.length]?.();
  const { durations, count } = await page.evaluate(() => globalThis.speed.interactions());
  // What took less than a frame is not reported: it counts as one.
  const all = [...durations, ...Array(Math.max(0, count - durations.length)).fill(16)];
  judge(
    `interaction to next paint, 75th percentile of ${all.length}`,
    quantile(all, 0.75),
    limits.interactionMs,
    'ms',
  );
  console.log(`      median ${quantile(all, 0.5)} ms, slowest ${quantile(all, 1)} ms`);

  step = 'sending';
  await page.keyboard.press('Escape');
  for (let n = 0; n < SENDS; n += 1) {
    await box.fill(`mine ${n}`);
    await box.press('Enter');
    await page.getByText(`mine ${n}`, { exact: true }).waitFor();
  }
  const sends = await page.evaluate(() => globalThis.speed.sends);
  const frames = sends.map((send) => send.frames);
  judge(
    `frames until an own send is in place, slowest of ${sends.length}`,
    quantile(frames, 1),
    limits.sendFrames,
    'frames',
  );
  console.log(
    `      median ${
      Math.round(
        quantile(
          sends.map(({ ms }) => ms),
          0.5,
        ) * 10,
      ) / 10
    } ms`,
  );
  await steady();

  step = 'memory';
  // What is held at most is held first; from there on nothing may grow.
  await sayShown(LOADED);
  /** @type {number[]} */
  const heaps = [];
  for (let part = 0; part <= PARTS; part += 1) {
    await sayShown(Math.ceil(HOUR / PARTS));
    heaps.push(await heapMb(page));
  }
  console.log(
    `      heap after each ${Math.ceil(HOUR / PARTS)} messages: ${heaps.map((mb) => mb.toFixed(1)).join(', ')} MB`,
  );
  const [first = 0] = heaps;
  judge(
    `memory after ${HOUR} messages more, an hour of ${Math.round((HOUR / 3600) * 10) / 10} a second: times what it was`,
    median(heaps.slice(-2)) / first,
    limits.growth,
    '',
  );
} catch (error) {
  failed = true;
  console.error(`OVER  ${step} did not come to its end:`, error);
} finally {
  workspace?.close();
  await Promise.race([Promise.allSettled([browser.close(), own?.stop()]), pause(20_000)]);
}
process.exit(failed ? 1 : 0);
