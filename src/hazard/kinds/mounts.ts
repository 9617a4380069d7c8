import type { HazardKind } from '../hazard.ts';

export const mounts: HazardKind = {
  found: ({ program, operands }) =>
    (program === 'mount' && operands.length > 0) ||
    /^(?:umount|losetup|mkfs(?:\..*)?|fdisk|parted|pvcreate|vgcreate|lvcreate|exportfs)$/.test(program)
      ? 'changes mounts or disks of the computer'
      : undefined,
};
