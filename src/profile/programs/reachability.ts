import { reaches, withNone } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Whether a machine is there, and under which name. */
export const reachability: Family = {
  ping: {
    unprompted: 'command',
    endless: (args) => args.length > 0 && withNone(/^-[a-z]*[cw]\d*$|^--?(?:help|version|count.*)$/i)(args),
    ignoresStop: true,
    internet: reaches(/^-[a-zA-Z]*[cwWitIs]$/),
    leavesEngine: true,
  },
  ping6: {
    unprompted: 'command',
    endless: (args) => args.length > 0 && withNone(/^-[a-z]*[cw]\d*$/i)(args),
    internet: reaches(),
    leavesEngine: true,
  },
  traceroute: { unprompted: 'command', internet: reaches(), leavesEngine: true },
  tracepath: { unprompted: 'command', internet: reaches() },
  nslookup: { unprompted: 'command', internet: reaches(), leavesEngine: true, unordered: true },
  dig: {
    unprompted: 'command',
    internet: (args, isOutside) =>
      reaches()(
        args.filter((word) => !word.startsWith('+')),
        isOutside,
      ),
    leavesEngine: true,
  },
  host: { unprompted: 'word', internet: reaches(), leavesEngine: true },
  getent: { unprompted: 'command' },
};
