import { BlockList, isIP } from 'node:net';

const inV4 = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT, and the metadata of one cloud
  ['127.0.0.0', 8], // loopback
  ['168.63.129.16', 32], // the host agent of one cloud, at a public address
  ['169.254.0.0', 16], // link-local, and the metadata of most clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments, and the metadata of one cloud
  ['192.0.2.0', 24], // documentation
  ['192.31.196.0', 24], // AS112
  ['192.52.193.0', 24], // AMT
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['192.175.48.0', 24], // AS112
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
] as const)
  inV4.addSubnet(net, prefix, 'ipv4');

/** What of IPv6 is given out to the public. All else (loopback, local, mapped, compatible, multicast) is refused unnamed. */
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

const inV6 = new BlockList();
for (const [net, prefix] of [
  ['2001::', 23], // protocol assignments: Teredo, ORCHID, benchmarks
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: an IPv4 address in disguise
  ['3fff::', 20], // documentation
] as const)
  inV6.addSubnet(net, prefix, 'ipv6');

const NAT64 = '64:ff9b::';
const nat64 = new BlockList();
nat64.addSubnet(NAT64, 96, 'ipv6');

/** Whether an address is one that anybody on the internet can reach, and not one of ours. */
export const isPublicAddress = (address: string): boolean => {
  if (isIP(address) === 4) return !inV4.check(address, 'ipv4');
  if (isIP(address) !== 6 || address.includes('%')) return false;
  // Where there is nothing but IPv6 the resolver wraps public IPv4 addresses so. What is wrapped decides.
  if (nat64.check(address, 'ipv6')) return isPublicAddress(lastFourBytes(address));
  return globalV6.check(address, 'ipv6') && !inV6.check(address, 'ipv6');
};

export const isLoopback = (address: string): boolean => address === '::1' || /^127\./.test(address);

const lastFourBytes = (address: string): string => {
  // As the URL parser writes it: hexadecimal throughout, `::` for the longest run of zeros.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':');
  const [high, low] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16)) as [number, number];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
};
