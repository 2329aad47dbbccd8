import type { Markdown } from './Markdown.js';

type Loaded = typeof Markdown;

let loaded: Loaded | undefined;
let loading: Promise<void> | undefined;
let settled = false;
const listeners = new Set<() => void>();

/** Markdown comes with the first messages, not with the page. */
export const loadMarkdown = (): Promise<void> => {
  loading ??= import('./Markdown.js')
    .then((module) => {
      loaded = module.Markdown;
    })
    .catch(() => {
      loading = undefined; // Until another try the texts are shown as they were written.
    })
    .finally(() => {
      settled = true;
      for (const listener of listeners) listener();
    });
  return loading;
};

export const markdownLoaded = (): Loaded | undefined => loaded;

/** It is there, or could not be had. */
export const markdownSettled = (): boolean => settled;

export const onMarkdown = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
