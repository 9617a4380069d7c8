import { withOne, withOperand } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** The kernel: its modules and settings. */
export const kernel: Family = {
  sysctl: {
    unprompted: 'command',
    changes: {
      of: 'kernel settings',
      when: (args) => withOne(/^-(?:w|p)|^--(?:write|load|system)/)(args) || withOperand(/=/)(args),
    },
    leavesEngine: true,
  },
  modprobe: { unprompted: 'command', changes: { of: 'kernel' }, leavesEngine: true },
  'insmod rmmod kexec setenforce': { changes: { of: 'kernel' } },
  lsmod: { unprompted: 'command', leavesEngine: true },
};
