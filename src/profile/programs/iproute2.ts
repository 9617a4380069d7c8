import { changesCards } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** iproute2. */
export const iproute2: Family = {
  ip: {
    unprompted: 'word',
    changes: { network: changesCards },
    leavesEngine: true,
    tellsOf: 'network',
  },
  ss: { unprompted: 'command', leavesEngine: true, unordered: true, tellsOf: 'network' },
  bridge: { unprompted: 'word', changes: { network: changesCards }, leavesEngine: true },
  tc: { changes: { network: changesCards } },
};
