/** What runs in the page: it notes how long each interaction took, and in which frame an own send was in place. */
const watch = () => {
  /** @type {Map<number, number>} */
  const slowest = new Map();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { interactionId, duration } = /** @type {PerformanceEventTiming} */ (entry);
      if (interactionId) slowest.set(interactionId, Math.max(slowest.get(interactionId) ?? 0, duration));
    }
  }).observe(/** @type {any} */ ({ type: 'event', durationThreshold: 16, buffered: true }));

  let frame = 0;
  const count = () => {
    frame += 1;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  /** @type {{ ms: number, frames: number }[]} */
  const sends = [];
  document.addEventListener(
    'keydown',
    (event) => {
      const box = event.target;
      if (event.key !== 'Enter' || !(box instanceof HTMLTextAreaElement) || box.value === '') return;
      const [text, at, began] = [box.value, frame, event.timeStamp];
      const observer = new MutationObserver(() => {
        const rows = [...document.querySelectorAll('[data-testid="message"]')];
        if (!rows.some((row) => row.textContent?.includes(text))) return;
        observer.disconnect();
        sends.push({ ms: performance.now() - began, frames: frame - at });
      });
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    },
    true,
  );
  let shownAt = Number.POSITIVE_INFINITY;
  const wait = new MutationObserver(() => {
    if (!document.querySelector('[data-testid="message"]')) return;
    shownAt = performance.now();
    wait.disconnect();
  });
  wait.observe(document, { childList: true, subtree: true });
  globalThis.speed = {
    scripts: () =>
      performance
        .getEntriesByType('resource')
        .filter(({ name, startTime }) => name.endsWith('.js') && startTime < shownAt)
        .map(({ name }) => name),
    sends,
    interactions: () => ({
      durations: [...slowest.values()],
      count: /** @type {any} */ (performance).interactionCount ?? slowest.size,
    }),
  };
};

/** @param {import('playwright-core').Browser} browser @param {import('./workspace.mjs').Workspace} workspace */
export async function watchPage(browser, { url, email, password }) {
  // The first visit is the one that counts: no service worker has been there before.
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.addInitScript(watch);
  return {
    page,
    signIn: async () => {
      await page.goto('/sign-in');
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Browse rooms' }).first().waitFor();
      // What was cached for the pages before would not be counted.
      const cdp = await context.newCDPSession(page);
      await cdp.send('Network.clearBrowserCache');
      await cdp.detach();
    },
  };
}
