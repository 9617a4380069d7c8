import type { Family } from '../profile.ts';

/** OpenSSH and rsync. */
export const ssh: Family = {
  ssh: { atHome: true, unprompted: 'command', elsewhere: 'reaches another machine' },
  scp: { unprompted: 'command', fetches: true, elsewhere: 'reaches another machine' },
  'sftp ssh-copy-id': { elsewhere: 'reaches another machine' },
  rsync: { unprompted: 'command', fetches: true, elsewhere: 'reaches another machine', writes: 'last' },
  'ssh-keygen': { unprompted: 'command' },
};
