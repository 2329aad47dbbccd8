import { isIPv6 } from 'node:net';

const GROUPS = 8;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** IPv4 as it is, also where it is written as IPv6. */
const plain = (address: string): string => MAPPED.exec(address)?.[1] ?? address;

/** The first groups of an IPv6 address, as a network. */
const network = (address: string, groups: number): string => {
  const [bare = ''] = address.split('%');
  const [head = '', tail] = bare.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail?.split(':').filter(Boolean) ?? [];
  const between = Array<string>(Math.max(GROUPS - front.length - back.length, 0)).fill('0');
  const all = tail === undefined ? front : [...front, ...between, ...back];
  const kept = all.slice(0, groups).map((group) => Number.parseInt(group, 16).toString(16));
  return `${kept.join(':')}::/${groups * 16}`;
};

/** Whom limits count: an IPv4 address, or the /64 of an IPv6 one, in which one subscriber has addresses without number. */
export const subscriberOf = (address: string): string => {
  const known = plain(address);
  return isIPv6(known) ? network(known, 4) : known;
};

/** Where somebody was, without saying which device it was: a /24, or a /48. */
export const shortened = (address: string): string => {
  const known = plain(address);
  if (isIPv6(known)) return network(known, 3);
  return known.replace(/\.\d+$/, '.0/24');
};
