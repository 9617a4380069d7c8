import {
  always,
  changesName,
  firstArgument,
  operandsOf,
  withNone,
  withOne,
  withOperand,
} from '../arguments.ts';
import type { Arguments, Family } from '../profile.ts';

/** Sub-commands that only show. */
const SHOWN = /^(?:status|is-active|is-enabled|is-failed|show|cat|list-.*|--status-all)$/;

const changesServices = (args: Arguments): boolean => operandsOf(args).length > 0 && withNone(SHOWN)(args);

/** `-h` is a question to all of them but to shutdown, to which it is how. */
const isNoQuestion = (args: Arguments): boolean =>
  operandsOf(args).length > 0 || withNone(/^(?:-h|--help|--version)$/)(args);

/** Services of a system: systemd, SysV, OpenRC, launchd. */
export const services: Family = {
  systemctl: {
    unprompted: 'command',
    changes: {
      services: changesServices,
      power: (args) =>
        /^(?:reboot|poweroff|halt|suspend|hibernate|kexec|rescue|emergency)$/.test(firstArgument(args)),
    },
  },
  service: {
    unprompted: 'word',
    changes: { services: changesServices },
  },
  journalctl: { endless: withOne(/^-[a-z]*f/) },
  hostnamectl: {
    changes: { name: changesName },
  },
  launchctl: {
    platform: true,
    changes: { services: changesServices },
  },
  'rc-service initctl chkconfig update-rc.d rc-update': {
    changes: { services: changesServices },
  },
  timedatectl: { changes: { clock: withOperand(/^set-/) } },
  'ntpdate adjtimex': { changes: { clock: always } },
  reboot: { unprompted: 'command', changes: { power: isNoQuestion } },
  'poweroff halt telinit': { changes: { power: isNoQuestion } },
  shutdown: { changes: { power: always } },
  init: { changes: { power: (args) => /^[0-6]$/.test(firstArgument(args)) } },
};
