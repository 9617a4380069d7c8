import { fetches } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** PHP. */
export const php: Family = {
  php: { asks: 'interpreter', serves: true },
  composer: {
    onFolder: 'project',

    internet: fetches(/^(?:install|require|update|create-project)$/, 'PHP packages'),
    fetches: true,
  },
};
