import { DIGITS, type Identity } from './value-class.ts';

/**
 * A port of the host that the engine chose, which is one of the kernel's ephemeral range
 * (net.ipv4.ip_local_port_range, 32768 to 60999; 49153 on for older engines), after a colon
 * or with nothing else.
 */
export const port: Identity = {
  kind: 'identity',
  name: 'ephemeral port',
  space: 'port',
  starts: DIGITS,
  end(text, from) {
    const alone = from === 0 && text.length === 5;
    const named = /\bport"?[ :=]{1,3}$/i.test(text.slice(Math.max(0, from - 9), from));
    if (!alone && !named && text.charAt(from - 1) !== ':') return -1;
    const found = /^\d{5}(?![\w.])/.exec(text.slice(from, from + 7))?.[0];
    return found !== undefined && isEphemeral(found) ? from + 5 : -1;
  },
};

export function isEphemeral(text: string): boolean {
  const number = Number(text);
  return Number.isInteger(number) && number >= 32768 && number <= 65535;
}
