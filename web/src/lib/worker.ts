import { t } from './i18n.js';
import { navigate } from './router.js';
import { showToast } from './ui-state.js';

/** By the time it is wanted, a newer one may wait. */
const offer = (registration: ServiceWorkerRegistration): void =>
  showToast({
    text: t('update.ready'),
    isError: false,
    stays: true,
    action: {
      label: t('update.reload'),
      run: () => registration.waiting?.postMessage({ type: 'SKIP_WAITING' }),
    },
  });

/** Offers a version that came while an older one is open; without one open it is simply used. */
const follow = (registration: ServiceWorkerRegistration): void => {
  const consider = (): void => {
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration);
  };
  consider();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', consider);
  });
};

/** How often an open page asks whether there is a new version. */
const ASK_MS = 60 * 60_000;

/** Makes Parley installable and there without a network, once the page itself has nothing else to do. */
export const beginWorker = (): void => {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const hadWorker = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first worker takes over a page that is as new as itself.
    if (hadWorker) window.location.reload();
  });
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    const told = data as { type?: string; link?: string };
    if (told.type === 'OPEN' && told.link !== undefined) navigate(told.link);
  });
  const register = (): void => {
    navigator.serviceWorker.register('/sw.js').then(
      (registration) => {
        follow(registration);
        setInterval(() => void registration.update().catch(() => undefined), ASK_MS);
      },
      () => undefined, // Without one everything works that needs the network anyway.
    );
  };
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
};
