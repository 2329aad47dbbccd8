import type { Operation } from '../contract/operation.js';
import { type RateLimitName, rateLimits } from '../contract/rate-limits.js';

/** Operations whose service counts by itself, by the bucket that it takes from. */
const countedByService: Readonly<Record<string, RateLimitName>> = {
  send_message: 'message',
  forward_message: 'message',
};

const bucketOf = ({ id, limit }: Operation): RateLimitName | undefined => limit ?? countedByService[id];

/** For machines: `x-rate-limit`. */
export const rateLimitOf = (operation: Operation): object | undefined => {
  const bucket = bucketOf(operation);
  return bucket && { bucket, ...rateLimits[bucket], per: operation.public ? 'address' : 'user' };
};

/** For people. */
export const rateLimitText = (operation: Operation): string => {
  const bucket = bucketOf(operation);
  if (!bucket) return '';
  const { burst, per_second } = rateLimits[bucket];
  const rate = per_second < 1 ? `1 every ${1 / per_second} s` : `${per_second} a second`;
  const who = operation.public ? 'an IP address' : 'a user, over REST and sockets together';
  return `Rate limit \`${bucket}\`: ${burst} at once, then ${rate}, for ${who}.`;
};
