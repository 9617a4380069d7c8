import { changes } from '../changes.ts';
import type { HazardKind } from '../hazard.ts';

export const mounts: HazardKind = {
  found: (typed) =>
    changes(typed, 'mounts') || typed.program.startsWith('mkfs.')
      ? 'changes mounts or disks of the computer'
      : undefined,
};
