/** Source of a pattern for an address as it is written, in dotted decimal (RFC 6943, section 3.1.1). */
export const IPV4 = String.raw`\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}`;

/** The same of a network in CIDR notation (RFC 4632, section 3.1), or of an address with its prefix's length. */
export const CIDR = String.raw`${IPV4}\/\d{1,2}`;

/** A range of IPv4 addresses. */
export interface Network {
  readonly base: number;
  readonly length: number;
}

/** The address as an unsigned number of 32 bits; undefined when it is none. */
export function parseIpv4(text: string): number | undefined {
  if (!ADDRESS.test(text)) return undefined;
  let value = 0;
  for (const part of text.split('.')) {
    if (Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return value;
}

export const isIpv4 = (text: string): boolean => parseIpv4(text) !== undefined;

/** The network of `172.17.0.0/16`, or of the address in `172.17.0.2/16`. */
export function networkOf(cidr: string): Network | undefined {
  const cut = cidr.indexOf('/');
  const address = cut < 0 ? undefined : parseIpv4(cidr.slice(0, cut));
  const length = /^\d{1,2}$/.test(cidr.slice(cut + 1)) ? Number(cidr.slice(cut + 1)) : Number.NaN;
  if (address === undefined || !(length <= 32)) return undefined;
  return { base: (address & maskOf(length)) >>> 0, length };
}

export const contains = ({ base, length }: Network, address: number): boolean =>
  (address & maskOf(length)) >>> 0 === base;

/** The network of that length that the address is in. */
export const networkAround = (address: number, length: number): Network => ({
  base: (address & maskOf(length)) >>> 0,
  length,
});

export const octetsOf = (address: number): readonly [number, number, number, number] => [
  address >>> 24,
  (address >>> 16) & 255,
  (address >>> 8) & 255,
  address & 255,
];

export const formatIpv4 = (address: number): string => octetsOf(address).join('.');

export const formatNetwork = ({ base, length }: Network): string => `${formatIpv4(base)}/${length}`;

/** The last address of a network, by which all of it is called. */
export const broadcastOf = ({ base, length }: Network): number => (base | ~maskOf(length)) >>> 0;

/** The length of the prefix that a mask such as `255.255.0.0` has; undefined for any other address. */
export function lengthOfMask(text: string): number | undefined {
  const mask = parseIpv4(text);
  const length = mask === undefined ? -1 : Math.clz32(~mask);
  return length > 0 && maskOf(length) === mask ? length : undefined;
}

/** What looks like an address in a text, in order. */
export const addressesIn = (text: string): readonly string[] => text.match(ADDRESSES) ?? [];

/** What looks like a network in a text, in order. */
export const networksIn = (text: string): readonly string[] => text.match(NETWORKS) ?? [];

const ADDRESS = new RegExp(`^${IPV4}$`);
const ADDRESSES = new RegExp(`\\b${IPV4}\\b`, 'g');
const NETWORKS = new RegExp(`\\b${CIDR}\\b`, 'g');

const maskOf = (length: number): number => (length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0);
