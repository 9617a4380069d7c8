/**
 * The normal form of an IPv6 address that means the same everywhere: multicast (RFC 4291, section
 * 2.7) and the `fe00::` that engines write into /etc/hosts. Undefined for others.
 */
export function wellKnownIpv6(address: string): string | undefined {
  const text = address.toLowerCase();
  return /^(?:ff[0-9a-f]{2}|fe00):/.test(text) ? text.replace(/::0$/, '::') : undefined;
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
