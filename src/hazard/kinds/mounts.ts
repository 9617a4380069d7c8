import type { HazardKind } from '../hazard.ts';

export const mounts: HazardKind = {
  found: ({ program, operands }) =>
    (program === 'mount' && operands.length > 0) ||
    /^(?:umount|losetup|mkfs(?:\..*)?|fdisk|parted|mkswap|wipefs|sfdisk|pvcreate|pvremove|vg(?:create|extend|remove)|lv(?:create|convert|change|extend|remove)|dmsetup|mdadm|cryptsetup|exportfs)$/.test(
      program,
    )
      ? 'changes mounts or disks of the computer'
      : undefined,
};
