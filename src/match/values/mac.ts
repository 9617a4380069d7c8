import { HEX, type Identity, matching } from './value-class.ts';

/** A link address; the broadcast and the empty one are no one's. */
export const mac: Identity = {
  kind: 'identity',
  name: 'MAC address',
  space: 'MAC address',
  starts: `${HEX}ABCDEF`,
  end(text, from) {
    const separator = text.charCodeAt(from + 2);
    return separator === 0x3a || separator === 0x2d ? whole(text, from) : -1;
  },
};

const whole = matching(
  /(?!00:00:00:00:00:00|ff:ff:ff:ff:ff:ff|FF:FF:FF:FF:FF:FF)[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}(?![\w:])/y,
);
