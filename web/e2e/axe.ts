import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const looks = [
  { colorScheme: 'light', contrast: 'no-preference' },
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'dark', contrast: 'more' },
  { colorScheme: 'light', contrast: 'more' },
] as const;
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Axe = { run: (context: object, options: RunOptions) => Promise<AxeResults> };

/** What is wrong on the page as it stands, rule by rule. Its whole report is never made: that takes longer than looking. */
const faults = async (
  page: Page,
  runOnly: NonNullable<RunOptions['runOnly']>,
  within?: string,
  without?: string,
): Promise<string[]> => {
  // It is half a megabyte: a page is given it once.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const context = { include: within ? [within] : ['html'], exclude: without ? [without] : [] };
  const options: RunOptions = { runOnly, resultTypes: ['violations'], preload: false };
  return page.evaluate(
    async ({ context, options }) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const { violations } = await axe.run(context, options);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
      );
    },
    { context, options },
  );
};

/** In light, dark and high contrast, without motion. What was looked at before, where it was the same, can be left out. */
export const isClean = async (page: Page, within?: string, without?: string): Promise<void> => {
  for (const { colorScheme, contrast } of looks) {
    await page.emulateMedia({ colorScheme, contrast, reducedMotion: 'reduce' });
    const isFirst = colorScheme === 'light' && contrast === 'no-preference';
    // Only the colours are others in the other looks.
    const rules = isFirst ? LEVELS : ['color-contrast'];
    const runOnly = { type: isFirst ? ('tag' as const) : ('rule' as const), values: rules };
    expect({ colorScheme, contrast, faults: await faults(page, runOnly, within, without) }).toEqual({
      colorScheme,
      contrast,
      faults: [],
    });
  }
};
