import { changes } from '../changes.ts';
import type { HazardKind } from '../hazard.ts';

export const packages: HazardKind = {
  found: (typed) => (changes(typed, 'packages') ? 'changes the packages of the computer' : undefined),
};
