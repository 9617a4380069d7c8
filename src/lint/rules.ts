import type { Rule } from './finding.ts';
import { nameTypo } from './rules/name-typo.ts';
import { outsideSubnet } from './rules/outside-subnet.ts';
import { sharedId } from './rules/shared-id.ts';
import { twoIds } from './rules/two-ids.ts';
import { unknownId } from './rules/unknown-id.ts';
import { unknownName } from './rules/unknown-name.ts';

/** Every rule by its name. */
export const RULES = {
  'unknown-name': unknownName,
  'name-typo': nameTypo,
  'unknown-id': unknownId,
  'two-ids': twoIds,
  'shared-id': sharedId,
  'outside-subnet': outsideSubnet,
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;
