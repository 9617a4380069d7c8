import { operandsOf } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Programs that look through text and files. */
export const textTools: Family = {
  'awk egrep jq': { unprompted: 'command', leavesEngine: true, filter: true },
  sed: {
    unprompted: 'command',
    writes: (args) => (args.some((word) => /^-[a-zA-Z]*i|^--in-place/.test(word)) ? operandsOf(args) : []),
    leavesEngine: true,
    filter: true,
  },
  grep: { unprompted: 'command', common: true, leavesEngine: true, filter: true },
  'fgrep column': { leavesEngine: true },
  'diff file man': { unprompted: 'word', leavesEngine: true },
  less: { leavesEngine: true, filter: true, showsFile: true },
  'xargs hexdump dos2unix': { unprompted: 'command' },
  find: { unprompted: 'word', leavesEngine: true, unordered: true },
  'tree which': { unprompted: 'command', leavesEngine: true },
  'less grep file diff': { makes: 'unnamed' },
  'tree find': { makes: 'unnamed', onFolder: 'shows' },
};
