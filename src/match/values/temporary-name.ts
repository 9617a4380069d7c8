import { type Identity, matching } from './value-class.ts';

/** The last part of the path of a temporary file or folder, as mktemp and the like make it up. */
export const temporaryName: Identity = {
  kind: 'identity',
  name: 'temporary name',
  space: 'temporary name',
  starts: 't',
  end: (text, from) => (text.charAt(from - 1) === '/' ? name(text, from) : -1),
};

const name = matching(/tmp[._-]?(?=\w{0,12}[A-Z0-9])\w{6,12}(?![\w.])/y);
