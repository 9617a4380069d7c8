import { changes } from '../changes.ts';
import type { HazardKind } from '../hazard.ts';

export const network: HazardKind = {
  found: (typed) => (changes(typed, 'network') ? "changes the computer's network" : undefined),
};
