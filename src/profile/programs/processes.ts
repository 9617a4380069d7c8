import { always, withNone } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Processes and what they take: procps, psmisc, htop, strace. */
export const processes: Family = {
  free: { unprompted: 'word', leavesEngine: true, tellsOf: 'machine' },
  'pkill killall': { unprompted: 'command' },
  'pgrep ps lsof': { unprompted: 'command', leavesEngine: true },
  pstree: { leavesEngine: true },
  top: {
    unprompted: 'word',
    endless: withNone(/^-[a-z]*n/),
    screen: true,
    ignoresStop: true,
    leavesEngine: true,
    tellsOf: 'machine',
  },
  'uptime vmstat': { unprompted: 'command', tellsOf: 'machine' },
  watch: { unprompted: 'word', endless: always, ignoresStop: true },
  htop: { unprompted: 'command', endless: always, screen: true, leavesEngine: true },
  strace: { unprompted: 'command' },
  stress: { unprompted: 'word' },
};
