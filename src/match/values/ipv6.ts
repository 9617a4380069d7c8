import { DIGITS, type Identity, isWordCode, matching } from './value-class.ts';

/** RFC 4291, section 2.2, with an optional prefix length; `::` and `::1` mean the same everywhere. */
export const ipv6: Identity = {
  kind: 'identity',
  name: 'IPv6 address',
  space: 'address',
  starts: `${DIGITS}abcdefABCDEF`,
  end(text, from) {
    let at = from;
    let colons = 0;
    let shortened = false;
    for (; at - from < LONGEST; at += 1) {
      const code = text.charCodeAt(at);
      if (code === COLON) {
        colons += 1;
        if (text.charCodeAt(at - 1) === COLON) shortened = true;
      } else if (!isHexCode(code)) break;
      // The first group has at most four digits.
      if (colons > 8 || (colons === 0 && at - from > 3)) return -1;
    }
    if (colons < 2 || (!shortened && colons < 7)) return -1;
    let value = text.slice(from, at);
    if (value.endsWith(':') && !value.endsWith('::')) value = value.slice(0, -1);
    if (!isIpv6(value)) return -1;
    const end = from + value.length;
    const whole = text.charCodeAt(end) === SLASH ? prefix(text, end) : end;
    return whole < 0 || isWordCode(text.charCodeAt(whole)) ? -1 : whole;
  },
};

const LONGEST = 40;
const COLON = 58;
const SLASH = 47;
const prefix = matching(/\/\d{1,3}/y);

const isHexCode = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  // Without `::` there are eight groups; with it, some length tells an address from `a::b` of a program.
  return halves.length === 2
    ? groups.length >= 1 && groups.length <= 7 && text.length >= 5
    : groups.length === 8;
}
