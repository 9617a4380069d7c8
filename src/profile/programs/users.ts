import type { Family } from '../profile.ts';

/** Users, groups and who one is. */
export const users: Family = {
  'useradd usermod groupadd': {
    unprompted: 'command',
    platform: true,
    changes: { of: 'users', when: (args) => !args.includes('-l') },
  },
  'userdel adduser deluser groupdel groupmod addgroup delgroup gpasswd chpasswd chsh': {
    changes: { of: 'users', when: (args) => !args.includes('-l') },
  },
  passwd: { platform: true, changes: { of: 'users', when: (args) => !args.includes('-l') } },
  crontab: { unprompted: 'command', changes: { of: 'users', when: (args) => !args.includes('-l') } },
  su: { unprompted: 'command', platform: true },
  sudo: { unprompted: 'command', common: true },
  newgrp: { platform: true },
};
