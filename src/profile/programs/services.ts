import { firstArgument, operandsOf, withNone, withOne } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Sub-commands that only show. */
const SHOWN = /^(?:status|is-active|is-enabled|is-failed|show|cat|list-.*|--status-all)$/;

/** Services of a system: systemd, SysV, OpenRC, launchd. */
export const services: Family = {
  systemctl: {
    unprompted: 'command',
    changes: { of: 'services', when: (args) => operandsOf(args).length > 0 && withNone(SHOWN)(args) },
  },
  service: {
    unprompted: 'word',
    changes: { of: 'services', when: (args) => operandsOf(args).length > 0 && withNone(SHOWN)(args) },
  },
  journalctl: { endless: withOne(/^-[a-z]*f/) },
  'hostnamectl timedatectl': {
    changes: { of: 'name', when: (args) => !['', 'status'].includes(firstArgument(args)) },
  },
  launchctl: {
    platform: true,
    changes: { of: 'services', when: (args) => operandsOf(args).length > 0 && withNone(SHOWN)(args) },
  },
  'rc-service initctl': {
    changes: { of: 'services', when: (args) => operandsOf(args).length > 0 && withNone(SHOWN)(args) },
  },
  reboot: { unprompted: 'command', changes: { of: 'power' } },
  'shutdown poweroff halt telinit': { changes: { of: 'power' } },
};
