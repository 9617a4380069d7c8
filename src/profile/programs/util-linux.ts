import { operandsOf } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** util-linux and its neighbours: disks, mounts, namespaces. */
export const utilLinux: Family = {
  'fdisk mkfs': { unprompted: 'command', changes: { of: 'mounts' } },
  'mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat losetup parted exportfs pvcreate vgcreate lvcreate': {
    changes: { of: 'mounts' },
  },
  lsblk: { unprompted: 'command', leavesEngine: true, tellsOf: 'machine' },
  lscpu: { unprompted: 'command', tellsOf: 'machine' },
  'lsns unshare': { unprompted: 'command' },
  mount: {
    unprompted: 'word',
    changes: { of: 'mounts', when: (args) => operandsOf(args).length > 0 },
    leavesEngine: true,
    unordered: true,
  },
  umount: { unprompted: 'command', changes: { of: 'mounts' }, leavesEngine: true },
  more: { unprompted: 'word', leavesEngine: true, filter: true, showsFile: true },
  nsenter: { unprompted: 'command', leavesEngine: true },
  'swapoff swapon hwclock': { changes: { of: 'kernel' } },
};
