import { IPV4 } from '../../text/ipv4.ts';
import { DIGITS, type Identity, isWordCode, LOWER, matching } from './value-class.ts';

/** Swarm objects have 25 digits of base 36 (lists cut them to 12), join tokens two such runs. */
export const swarmId: Identity = {
  kind: 'identity',
  name: 'swarm ID',
  space: 'swarm ID',
  starts: `${DIGITS}${LOWER}S`,
  end(text, from) {
    if (text.charCodeAt(from) === 0x53) return token(text, from);
    let digits = 0;
    for (let at = from; at < from + LENGTH; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= 48 && code <= 57) digits += 1;
      else if (!(code >= 97 && code <= 122)) return -1;
    }
    return digits > 0 && !isWordCode(text.charCodeAt(from + LENGTH)) ? from + LENGTH : -1;
  },
};

const LENGTH = 25;
/** Authors cut tokens short, or write over them. */
const TOKEN = String.raw`SWMTKN-1(?:-(?:[\w*]|\.{2,6}|…){1,80}){1,2}(?!\w)`;
/** The address to join at: that of the machine, which is none of the lab's. */
const JOINED_AT = String.raw`(?:${IPV4}|\[[0-9a-f:]{2,39}\]):\d{2,5}(?!\w)`;
const token = matching(new RegExp(`${TOKEN}(?: {1,2}${JOINED_AT})?`, 'y'));
