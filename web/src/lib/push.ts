import { api } from './api.js';
import { useSession } from './session.js';

export type PushState = 'unsupported' | 'denied' | 'off' | 'on';

const registration = async (): Promise<ServiceWorkerRegistration | undefined> =>
  'serviceWorker' in navigator && 'PushManager' in window
    ? navigator.serviceWorker.getRegistration()
    : undefined;

/** Whether this browser gets notifications while no page of Parley is open. */
export const pushState = async (): Promise<PushState> => {
  const worker = await registration();
  if (!worker) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return (await worker.pushManager.getSubscription()) === null ? 'off' : 'on';
};

export const turnPushOn = async (): Promise<PushState> => {
  const worker = await registration();
  if (!worker) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const { public_key } = await api.getPushKey();
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: public_key,
  });
  const { endpoint = '', keys = {} } = subscription.toJSON();
  await api.addPushSubscription({ endpoint, keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' } });
  return 'on';
};

export const turnPushOff = async (): Promise<PushState> => {
  const subscription = await (await registration())?.pushManager.getSubscription();
  if (!subscription) return 'off';
  await api.removePushSubscription({ endpoint: subscription.endpoint });
  await subscription.unsubscribe();
  return 'off';
};

const forget = async (): Promise<void> => {
  const subscription = await (await registration())?.pushManager.getSubscription();
  await subscription?.unsubscribe();
};

/** Who signed out is told nothing more on this browser: the server forgets it with the session, and so does the browser. */
export const endPushWithSession = (): void => {
  useSession.subscribe(({ userId }, before) => {
    if (userId === null && before.userId !== null) void forget().catch(() => undefined);
  });
};
