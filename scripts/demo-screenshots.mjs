/**
 * `npm run demo:screenshots`: the pictures in docs/images, taken of a demo workspace that was just made. An address names
 * another one than that of `npm start`.
 */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { owner, PASSWORD } from './demo/story.mjs';
import { ROOT } from './lib/root.mjs';

const base = process.argv[2] ?? `http://127.0.0.1:${process.env.PORT || 3000}`;
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
const SCALE = 1.5;
const GAP = 24 * SCALE;

/** @typedef {import('playwright-core').Page} Page */

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

/** @param {string} username @param {import('playwright-core').BrowserContextOptions} options */
const signIn = async (username, options) => {
  const context = await browser.newContext({ baseURL: base, deviceScaleFactor: SCALE, ...options });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(`${username}@example.org`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'design' }).waitFor();
  const end = page.getByRole('button', { name: 'End the tour' });
  if (
    await end.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    )
  )
    await end.click();
  return page;
};

/** With all that moves at its end. @param {Page} page */
const shoot = async (page) => {
  await page.waitForLoadState('networkidle');
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
};

/** @param {string} name @param {import('sharp').Sharp} picture */
const keep = (name, picture) =>
  picture.webp({ quality: 90 }).toFile(join(ROOT, 'docs', 'images', `${name}.webp`));

/** @param {Page} page */
const openDesign = async (page) => {
  await page.getByRole('link', { name: 'design' }).click();
  await page.getByText('asks that on day one').first().waitFor();
};

/** @param {'light' | 'dark'} colorScheme */
const desktop = async (colorScheme) => {
  const page = await signIn(owner.username, { viewport: DESKTOP, colorScheme });
  await openDesign(page);
  await page.getByText('4 replies').click();
  await page.getByText('Then that is how we do it').waitFor();
  await page.mouse.move(0, 0);
  await keep(`conversation-${colorScheme}`, sharp(await shoot(page)));
  await page.context().close();
};

/** @param {'light' | 'dark'} colorScheme */
const phone = async (colorScheme) => {
  const page = await signIn(owner.username, { viewport: PHONE, colorScheme, isMobile: true, hasTouch: true });
  const screens = [await shoot(page)];
  await openDesign(page);
  screens.push(await shoot(page));
  await page.goto('/activity');
  await page.getByText('mentioned you').first().waitFor();
  screens.push(await shoot(page));
  await page.goto('/search?q=the');
  await page.getByTestId('result').first().waitFor();
  screens.push(await shoot(page));
  await page.context().close();
  const [width, height] = [PHONE.width * SCALE, PHONE.height * SCALE];
  const strip = sharp({
    create: {
      width: screens.length * (width + GAP) - GAP,
      height,
      channels: 4,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    },
  });
  const side = screens.map((input, at) => ({ input, left: at * (width + GAP), top: 0 }));
  await keep(`phone-${colorScheme}`, strip.composite(side));
};

try {
  // Who is there shows in their pictures.
  for (const username of ['ben', 'chiara', 'dev']) await signIn(username, { viewport: DESKTOP });
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    await desktop(scheme);
    await phone(scheme);
  }
} finally {
  await browser.close();
}
