import type { Family } from '../profile.ts';

/** Users, groups and who one is. */
export const users: Family = {
  'useradd usermod groupadd crontab': {
    unprompted: 'command',
    changes: { of: 'users', when: (args) => !args.includes('-l') },
  },
  'userdel adduser deluser groupdel groupmod addgroup delgroup gpasswd passwd chpasswd chsh': {
    changes: { of: 'users', when: (args) => !args.includes('-l') },
  },
  su: { unprompted: 'command', platform: true },
  sudo: { unprompted: 'command', common: true },
  newgrp: { platform: true },
};
