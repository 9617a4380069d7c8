import type { Family } from '../profile.ts';

/** Archives and compression. */
export const archives: Family = {
  'bunzip2 bzip2': { unprompted: 'command' },
  'gunzip gzip zip': { unprompted: 'command', leavesEngine: true },
  'tar unzip': { unprompted: 'command', fetches: true, leavesEngine: true },
};
