import { type ComponentType, lazy } from 'react';

/** Who waits for nothing that says so, waits no longer than this. */
const PATIENCE_MS = 2_000;

let show: () => void = () => undefined;
const shown = new Promise<void>((resolve) => {
  show = resolve;
});

/** The page shows what one came for. */
export const pageShown = (): void => show();

export const afterShown = (work: () => unknown): void => {
  setTimeout(show, PATIENCE_MS);
  void shown.then(work);
};

/** Loaded after what one came for, or with `pageShown` at the first use: nothing stands in its way. */
export const later = <P>(load: () => Promise<ComponentType<P>>) =>
  lazy(async () => {
    setTimeout(show, PATIENCE_MS);
    await shown;
    return { default: await load() };
  });
