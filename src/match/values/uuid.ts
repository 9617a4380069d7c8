import { HEX, type Identity, matching } from './value-class.ts';

/** RFC 9562, section 4. */
export const uuid: Identity = {
  kind: 'identity',
  name: 'UUID',
  space: 'UUID',
  starts: `${HEX}ABCDEF`,
  end: (text, from) => (text.charCodeAt(from + 8) === 0x2d ? whole(text, from) : -1),
};

const whole = matching(/[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?!\w)/y);
