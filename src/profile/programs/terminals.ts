import type { Family } from '../profile.ts';

/** The terminal itself, and keys. */
export const terminals: Family = {
  clear: { unprompted: 'command', leavesEngine: true, silent: true },
  screen: { unprompted: 'word' },
  'tmux gpg lsb_release': { unprompted: 'command' },
  openssl: { unprompted: 'command', leavesEngine: true },
};
