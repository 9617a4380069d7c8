import { changes } from '../changes.ts';
import type { HazardKind } from '../hazard.ts';

export const users: HazardKind = {
  found: (typed) => (changes(typed, 'users') ? 'changes users or their settings on the computer' : undefined),
};
