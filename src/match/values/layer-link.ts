import { type Identity, matching, UPPER } from './value-class.ts';

/** The short name that the overlay driver gives a layer's link: 26 digits of base 32. */
export const layerLink: Identity = {
  kind: 'identity',
  name: 'layer link',
  space: 'id',
  starts: `${UPPER}234567`,
  end: matching(/[A-Z2-7]{26}(?!\w)/y),
};
