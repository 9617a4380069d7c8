import { withNone } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Users, groups and who one is. */
export const users: Family = {
  'useradd usermod groupadd crontab': {
    unprompted: 'command',
    changes: { users: withNone(/^-l$/) },
  },
  'userdel adduser deluser groupdel groupmod addgroup delgroup gpasswd passwd chpasswd chage chfn newusers chsh':
    {
      changes: { users: withNone(/^-l$/) },
    },
  su: { unprompted: 'command', platform: true },
  sudo: { atHome: true, unprompted: 'command', common: true },
  newgrp: { platform: true },
};
