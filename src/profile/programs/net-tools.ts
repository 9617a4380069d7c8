import { firstArgument, operandsOf, withOperand } from '../arguments.ts';
import type { Family } from '../profile.ts';

const CHANGING = /^(?:add|del|delete|set|change|flush|up|down|addif|delif|addbr|delbr)$/;

/** net-tools, bridge-utils and what sets up network cards. */
export const netTools: Family = {
  'arp netstat': { unprompted: 'command', leavesEngine: true, unordered: true, tellsOf: 'network' },
  ifconfig: {
    unprompted: 'command',
    changes: { of: 'network', when: (args) => operandsOf(args).length > 1 },
    leavesEngine: true,
    tellsOf: 'network',
  },
  route: {
    unprompted: 'command',
    changes: { of: 'network', when: withOperand(CHANGING) },
    leavesEngine: true,
    tellsOf: 'network',
  },
  hostname: {
    unprompted: 'command',
    changes: { of: 'name', when: (args) => !['', 'status'].includes(firstArgument(args)) },
    leavesEngine: true,
    tellsOf: 'network',
  },
  iwconfig: { changes: { of: 'network', when: (args) => operandsOf(args).length > 1 }, tellsOf: 'network' },
  brctl: {
    unprompted: 'command',
    changes: { of: 'network', when: withOperand(CHANGING) },
    leavesEngine: true,
  },
  vconfig: { changes: { of: 'network', when: withOperand(CHANGING) } },
  'ifup ifdown dhclient netplan ovs-vsctl': { changes: { of: 'network' } },
  nmcli: { changes: { of: 'network' }, tellsOf: 'network' },
  networkctl: { tellsOf: 'network' },
};
