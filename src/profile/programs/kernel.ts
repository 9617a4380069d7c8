import { always } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** The kernel: its modules and settings. */
export const kernel: Family = {
  sysctl: {
    unprompted: 'command',
    leavesEngine: true,
  },
  modprobe: { unprompted: 'command', changes: { kernel: always }, leavesEngine: true },
  'insmod rmmod kexec setenforce swapoff swapon': { changes: { kernel: always } },
  lsmod: { unprompted: 'command', leavesEngine: true },
};
