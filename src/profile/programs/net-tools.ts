import { always, changesCards, changesName, operandsOf } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** net-tools, bridge-utils and what sets up network cards. */
export const netTools: Family = {
  'arp netstat': { unprompted: 'command', leavesEngine: true, unordered: true, tellsOf: 'network' },
  ifconfig: {
    unprompted: 'command',
    changes: { network: (args) => operandsOf(args).length > 1 },
    leavesEngine: true,
    tellsOf: 'network',
  },
  route: {
    unprompted: 'command',
    changes: { network: changesCards },
    leavesEngine: true,
    tellsOf: 'network',
  },
  hostname: {
    unprompted: 'command',
    changes: { name: changesName },
    leavesEngine: true,
    tellsOf: 'network',
  },
  iwconfig: { changes: { network: (args) => operandsOf(args).length > 1 }, tellsOf: 'network' },
  brctl: {
    unprompted: 'command',
    changes: { network: changesCards },
    leavesEngine: true,
  },
  vconfig: { changes: { network: changesCards } },
  'ifup ifdown dhclient netplan ovs-vsctl': { changes: { network: always } },
  nmcli: { changes: { network: always }, tellsOf: 'network' },
  networkctl: { tellsOf: 'network' },
};
