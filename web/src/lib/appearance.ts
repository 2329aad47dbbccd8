import { create } from 'zustand';
import { readStored, writeStored } from './storage.js';

export type Theme = 'system' | 'light' | 'dark';

export interface Appearance {
  theme: Theme;
  contrast: 'system' | 'more';
  density: 'comfortable' | 'compact';
  motion: 'system' | 'less';
}

const KEY = 'parley.appearance';
const asTheSystem: Appearance = {
  theme: 'system',
  contrast: 'system',
  density: 'comfortable',
  motion: 'system',
};

const stored = (): Appearance => ({ ...asTheSystem, ...readStored<Partial<Appearance>>(KEY) });

export const useAppearance = create<Appearance>(stored);

/** The style sheets ask the document only: what the system wishes and what was chosen here come together in one place. */
const show = (): void => {
  const { theme, contrast, density, motion } = useAppearance.getState();
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  dataset.contrast = contrast === 'more' || wishes.contrast.matches ? 'more' : 'normal';
  dataset.density = density;
  dataset.motion = motion === 'less' || wishes.motion.matches ? 'less' : 'full';
};

let wishes: { contrast: MediaQueryList; motion: MediaQueryList };

export const setAppearance = (change: Partial<Appearance>): void => {
  useAppearance.setState(change);
  writeStored(KEY, useAppearance.getState());
  show();
};

/** Before the first rendering; afterwards it follows the system and the other tabs. */
export const beginAppearance = (): void => {
  wishes = {
    contrast: window.matchMedia('(prefers-contrast: more)'),
    motion: window.matchMedia('(prefers-reduced-motion: reduce)'),
  };
  show();
  for (const wish of Object.values(wishes)) wish.addEventListener('change', show);
  window.addEventListener('storage', ({ key }) => {
    if (key !== KEY) return;
    useAppearance.setState(stored());
    show();
  });
};
