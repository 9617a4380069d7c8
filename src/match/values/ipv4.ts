import { CIDR, IPV4, networkOf, octetsOf, parseIpv4 } from '../../text/ipv4.ts';
import { DIGITS, type Identity, matching } from './value-class.ts';

/** An address of a machine or container; loopback, masks and the like mean the same everywhere. */
export const ipv4: Identity = {
  kind: 'identity',
  name: 'address',
  space: 'address',
  starts: DIGITS,
  end(text, from) {
    const end = quad(text, from);
    return end >= 0 && !isSpecial(text.slice(from, end)) ? end : -1;
  },
};

/** A network in CIDR notation, or an address with the length of its network's prefix. */
export const cidr: Identity = {
  kind: 'identity',
  name: 'network',
  space: 'network',
  starts: DIGITS,
  end(text, from) {
    const end = withPrefix(text, from);
    if (end < 0) return -1;
    const value = text.slice(from, end);
    return networkOf(value) === undefined || isSpecial(value.slice(0, value.indexOf('/'))) ? -1 : end;
  },
};

const quad = matching(new RegExp(`${IPV4}(?!\\w|\\.\\d)`, 'y'));
const withPrefix = matching(new RegExp(`${CIDR}(?!\\w)`, 'y'));

/** This host, loopback, multicast, reserved (RFC 6890) and masks. */
function isSpecial(address: string): boolean {
  const value = parseIpv4(address);
  if (value === undefined) return true;
  const [first] = octetsOf(value);
  return first === 0 || first === 127 || first >= 224;
}
