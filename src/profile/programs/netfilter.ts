import { always, withNone } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Options and verbs that only show. */
const SHOWN =
  /^(?:-[a-z]*[LS][a-zA-Z]*|--list(?:-.*)?|--list-rules|-C|--check|--state|--get-.*|--version|-V|status|list|show)$/;

/** The packet filter of Linux and its front ends. */
export const netfilter: Family = {
  iptables: { unprompted: 'command', changes: { firewall: withNone(SHOWN) }, leavesEngine: true },
  'ip6tables nft ebtables arptables ufw firewall-cmd': { changes: { firewall: withNone(SHOWN) } },
  ipvsadm: { unprompted: 'command', changes: { firewall: withNone(SHOWN) } },
  conntrack: { unprompted: 'command' },
  'iptables-restore ip6tables-restore nft-restore': { changes: { firewall: always } },
};
