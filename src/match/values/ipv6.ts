import { DIGITS, type Identity } from './value-class.ts';

/** RFC 4291, section 2.2, with an optional prefix length; `::` and `::1` mean the same everywhere. */
export const ipv6: Identity = {
  kind: 'identity',
  name: 'IPv6 address',
  space: 'address',
  starts: `${DIGITS}abcdefABCDEF`,
  end(text, from) {
    let at = from;
    while (at - from < 46 && /[0-9a-fA-F:.]/.test(text.charAt(at))) at += 1;
    let value = text.slice(from, at);
    while (value.endsWith('.') || (value.endsWith(':') && !value.endsWith('::'))) value = value.slice(0, -1);
    if (!isIpv6(value)) return -1;
    at = from + value.length;
    const prefix = /^\/\d{1,3}/.exec(text.slice(at, at + 4));
    const end = prefix ? at + prefix[0].length : at;
    return /\w/.test(text.charAt(end)) ? -1 : end;
  },
};

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  // Without `::` and eight groups it could as well be a time; with it, letters or length tell.
  return halves.length === 2
    ? groups.length >= 1 && groups.length <= 7 && text.length >= 5
    : groups.length === 8;
}
