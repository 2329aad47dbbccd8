import { create } from 'zustand';
import { readStored, writeStored } from './storage.js';

export type Theme = 'system' | 'light' | 'dark';
const KEY = 'parley.theme';

export const useTheme = create<{ theme: Theme }>(() => ({ theme: readStored<Theme>(KEY) ?? 'system' }));

const show = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
};

export const setTheme = (theme: Theme): void => {
  writeStored(KEY, theme === 'system' ? undefined : theme);
  useTheme.setState({ theme });
  show(theme);
};

export const applyTheme = (): void => show(useTheme.getState().theme);
