import { type Identity, matching } from './value-class.ts';

/** The host's end of a container's link, named at random. */
export const interfaceName: Identity = {
  kind: 'identity',
  name: 'interface name',
  space: 'interface',
  starts: 'v',
  end: matching(/veth[0-9a-f]{5,11}(?!\w)/y),
};
