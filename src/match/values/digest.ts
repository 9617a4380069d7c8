import { hexId } from './hex-id.ts';
import type { Identity } from './value-class.ts';

/** `sha256:` and 64 hex digits, or 12 as the image list shows it with `--digests` cut off. */
export const digest: Identity = {
  kind: 'identity',
  name: 'digest',
  space: 'id',
  starts: 's',
  end: (text, from) => (text.startsWith('sha256:', from) ? hexId.end(text, from) : -1),
};
