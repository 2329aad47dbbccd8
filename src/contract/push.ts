import { z } from 'zod';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { Id, text } from './text.js';

const Base64Url = (bytes: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+={0,2}$/, 'must be base64url')
    .refine((value) => decodedSize(value) === bytes, `must be ${bytes} bytes in base64url`);

const decodedSize = (value: string): number => Math.floor((value.replace(/=+$/, '').length * 3) / 4);

export const getPushKey = operation({
  id: 'get_push_key',
  tag: 'Push',
  summary: 'The VAPID public key of this server: `applicationServerKey` of `pushManager.subscribe()`',
  input: z.object({}),
  output: z.object({ public_key: z.string().meta({ description: 'base64url, 65 bytes' }) }),
  limit: 'read',
  http: [{ method: 'GET', path: '/push/key', status: 200 }],
});

export const addPushSubscription = operation({
  id: 'add_push_subscription',
  tag: 'Push',
  summary: 'Push notifications to this browser, too',
  description:
    'Takes what `PushSubscription.toJSON()` gives. An endpoint belongs to one account: who signs in on a browser takes it over. ' +
    `At most ${limits.pushSubscriptions} a user: the oldest goes. What the push service no longer knows is removed by itself.`,
  input: z.object({
    endpoint: text(limits.url.max, 1).refine(
      (value) => URL.canParse(value) && ['https:', 'http:'].includes(new URL(value).protocol),
      'must be an https URL',
    ),
    expirationTime: z.number().nullable().optional(),
    keys: z.object({ p256dh: Base64Url(65), auth: Base64Url(16) }),
  }),
  output: z.object({ id: Id, created: z.boolean() }),
  limit: 'write',
  http: [{ method: 'POST', path: '/push/subscriptions', status: 201, existing: 200 }],
});

export const removePushSubscription = operation({
  id: 'remove_push_subscription',
  tag: 'Push',
  summary: 'Push to this browser no more; of one that is not there it changes nothing',
  input: z.object({ endpoint: text(limits.url.max, 1) }),
  output: z.void(),
  limit: 'write',
  http: [{ method: 'DELETE', path: '/push/subscriptions', status: 204 }],
});
