import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const schemes = ['light', 'dark'] as const;
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is wrong on the page as it stands, rule by rule. */
const faults = async (page: Page, within?: string, without?: string, rule?: string): Promise<string[]> => {
  // It is half a megabyte: a page is given it once.
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  // There are no frames to look into, so the page can do it by itself, without another one beside it.
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) }).setLegacyMode();
  if (within) axe.include(within);
  if (without) axe.exclude(without);
  const { violations } = await (rule ? axe.withRules(rule) : axe.withTags(LEVELS)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
};

/** In light and dark, without motion. What was looked at before, where it was the same, can be left out. */
export const isClean = async (page: Page, within?: string, without?: string): Promise<void> => {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Only the colours are others in the dark.
    const only = colorScheme === 'dark' ? 'color-contrast' : undefined;
    expect({ colorScheme, faults: await faults(page, within, without, only) }).toEqual({
      colorScheme,
      faults: [],
    });
  }
};
