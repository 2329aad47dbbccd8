import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const schemes = ['light', 'dark'] as const;
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is wrong on the page as it stands, rule by rule. */
const faults = async (page: Page, within?: string, rule?: string): Promise<string[]> => {
  const axe = new AxeBuilder({ page });
  if (within) axe.include(within);
  const { violations } = await (rule ? axe.withRules(rule) : axe.withTags(LEVELS)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
};

/** In light and dark, without motion; `within` looks at one part, where the rest has been looked at before. */
export const isClean = async (page: Page, within?: string): Promise<void> => {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Only the colours are others in the dark.
    const only = colorScheme === 'dark' ? 'color-contrast' : undefined;
    expect({ colorScheme, faults: await faults(page, within, only) }).toEqual({ colorScheme, faults: [] });
  }
};
