import { HEX, type Identity, isWordCode } from './value-class.ts';

/**
 * IDs of containers, networks and images, and names of anonymous volumes: 64 hex digits, or the 12
 * that commands print. A digest is the same value with its algorithm in front.
 */
export const hexId: Identity = {
  kind: 'identity',
  name: 'ID',
  space: 'id',
  starts: HEX,
  end(text, from) {
    const digits = text.startsWith('sha256:', from) ? from + 7 : from;
    let at = digits;
    while (at - digits <= LONGEST && isHexCode(text.charCodeAt(at))) at += 1;
    const length = at - digits;
    if (length !== 12 && (length < SHORTEST_LONG || length > LONGEST)) return -1;
    return isWordCode(text.charCodeAt(at)) ? -1 : at;
  },
};

/** Authors lose or double a digit of 64 when they copy. */
const SHORTEST_LONG = 62;
const LONGEST = 66;

export function isHexCode(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}
