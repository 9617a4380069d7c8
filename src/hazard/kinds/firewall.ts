import { changes } from '../changes.ts';
import type { HazardKind } from '../hazard.ts';

export const firewall: HazardKind = {
  found: (typed) => (changes(typed, 'firewall') ? "changes the computer's firewall" : undefined),
};
