/** A range of IPv4 addresses. */
export interface Network {
  readonly base: number;
  readonly length: number;
}

/** The address as an unsigned number of 32 bits; undefined when it is none. */
export function parseIpv4(text: string): number | undefined {
  const parts = text.length > 15 ? [] : text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    const byte = Number(part);
    if (part === '' || !(byte >= 0 && byte <= 255)) return undefined;
    value = value * 256 + byte;
  }
  return value;
}

/** The network of `172.17.0.0/16`, or of the address in `172.17.0.2/16`. */
export function networkOf(cidr: string): Network | undefined {
  const cut = cidr.indexOf('/');
  const address = parseIpv4(cidr.slice(0, Math.max(0, cut)));
  const length = Number(cidr.slice(cut + 1));
  if (cut < 0 || address === undefined || !(length >= 0 && length <= 32)) return undefined;
  const mask = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
  return { base: (address & mask) >>> 0, length };
}

/**
 * The normal form of an IPv6 address that means the same everywhere: multicast (RFC 4291, section
 * 2.7) and the `fe00::` that engines write into /etc/hosts. Undefined for others.
 */
export function wellKnownIpv6(address: string): string | undefined {
  const text = address.toLowerCase();
  return /^(?:ff[0-9a-f]{2}|fe00):/.test(text) ? text.replace(/::0$/, '::') : undefined;
}

export function contains(network: Network, address: number): boolean {
  const mask = network.length === 0 ? 0 : (0xffffffff << (32 - network.length)) >>> 0;
  return (address & mask) >>> 0 === network.base;
}

export function formatNetwork({ base, length }: Network): string {
  return `${[24, 16, 8, 0].map((shift) => (base >>> shift) & 255).join('.')}/${length}`;
}

/**
 * The IPv4 address that Docker before 28 wrote into a MAC address (02:42 and the four bytes), so
 * that two containers which had one address after the other also had one MAC address.
 */
export function addressInMac(mac: string): string | undefined {
  const bytes = mac.toLowerCase().split(/[:-]/);
  if (bytes.length !== 6 || bytes[0] !== '02' || bytes[1] !== '42') return undefined;
  return bytes
    .slice(2)
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}
