import { reaches, withNone, withOne } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Connections, and what is sent over them. */
export const sockets: Family = {
  nc: {
    unprompted: 'command',
    endless: withOne(/^-[a-z]*l/),
    internet: reaches(),
    client: true,
    leavesEngine: true,
  },
  'ncat nmap': { unprompted: 'command', leavesEngine: true },
  'netcat socat iperf iperf3 ftp': { unprompted: 'command' },
  telnet: { unprompted: 'command', internet: reaches(), client: true, leavesEngine: true },
  tcpdump: { unprompted: 'command', endless: withNone(/^-c/), leavesEngine: true },
};
