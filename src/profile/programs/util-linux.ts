import { always, operandsOf, withOne } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** util-linux and its neighbours: disks, mounts, namespaces. */
export const utilLinux: Family = {
  'fdisk mkfs': { unprompted: 'command', changes: { mounts: always } },
  'mkswap wipefs sfdisk pvcreate pvremove vgcreate vgextend vgremove lvcreate lvconvert lvchange lvextend lvremove':
    {
      changes: { mounts: always },
    },
  'losetup parted dmsetup mdadm cryptsetup exportfs': {
    changes: { mounts: always },
  },
  lsblk: { unprompted: 'command', leavesEngine: true, tellsOf: 'machine' },
  lscpu: { unprompted: 'command', tellsOf: 'machine' },
  'lsns unshare': { unprompted: 'command' },
  mount: {
    unprompted: 'word',
    changes: { mounts: (args) => operandsOf(args).length > 0 },
    leavesEngine: true,
    unordered: true,
  },
  umount: { unprompted: 'command', changes: { mounts: always }, leavesEngine: true },
  more: { makes: 'unnamed', unprompted: 'word', leavesEngine: true, filter: true, showsFile: true },
  nsenter: { unprompted: 'command', leavesEngine: true },
  hwclock: { changes: { clock: withOne(/^-[ws]|^--(?:set|hctosys|systohc|adjust)/) } },
};
