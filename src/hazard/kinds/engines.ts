import { changes } from '../changes.ts';
import type { HazardKind } from '../hazard.ts';

export const engines: HazardKind = {
  found: (typed) => {
    // The programs of lxc are one by the form of their names.
    const program = typed.program.startsWith('lxc-') ? 'lxc' : typed.program;
    return changes({ ...typed, program }, 'other engine')
      ? 'works on another engine of the computer, past labproof'
      : undefined;
  },
};
