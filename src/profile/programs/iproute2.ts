import { withOperand } from '../arguments.ts';
import type { Family } from '../profile.ts';

const CHANGING = /^(?:add|a|del|delete|d|set|change|replace|flush|up|down|exec)$/;

/** iproute2. */
export const iproute2: Family = {
  ip: {
    unprompted: 'word',
    changes: { of: 'network', when: withOperand(CHANGING) },
    leavesEngine: true,
    tellsOf: 'network',
  },
  ss: { unprompted: 'command', leavesEngine: true, unordered: true, tellsOf: 'network' },
  bridge: { unprompted: 'word', changes: { of: 'network', when: withOperand(CHANGING) }, leavesEngine: true },
  tc: { changes: { of: 'network', when: withOperand(CHANGING) } },
};
