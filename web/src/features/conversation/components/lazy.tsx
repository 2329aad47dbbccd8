import { type ComponentType, lazy, Suspense } from 'react';
import type { ActionSheet as Sheet } from './ActionSheet.js';
import type { ConfirmDelete as Confirm } from './ConfirmDelete.js';
import type { MessageToolbar as Toolbar } from './MessageToolbar.js';

type PropsOf<C> = C extends ComponentType<infer P> ? P : never;

const LazySheet = lazy(async () => ({ default: (await import('./ActionSheet.js')).ActionSheet }));
const LazyConfirm = lazy(async () => ({ default: (await import('./ConfirmDelete.js')).ConfirmDelete }));

const LazyToolbar = lazy(async () => ({ default: (await import('./MessageToolbar.js')).MessageToolbar }));

/** They come with the first use. */
export const ActionSheet = (props: PropsOf<typeof Sheet>) => (
  <Suspense>
    <LazySheet {...props} />
  </Suspense>
);

export const ConfirmDelete = (props: PropsOf<typeof Confirm>) => (
  <Suspense>
    <LazyConfirm {...props} />
  </Suspense>
);

export const MessageToolbar = (props: PropsOf<typeof Toolbar>) => (
  <Suspense>
    <LazyToolbar {...props} />
  </Suspense>
);
