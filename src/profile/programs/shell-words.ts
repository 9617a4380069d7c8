import type { Family } from '../profile.ts';

/** Words that a shell knows by itself, and those of its grammar that begin a command. */
export const shellWords: Family = {
  alias: { unprompted: 'word', leavesEngine: true, silent: true },
  cd: { atHome: true, unprompted: 'command', fetches: true, leavesEngine: true, silent: true },
  'echo printf': { unprompted: 'command', common: true, leavesEngine: true },
  'eval ulimit': { unprompted: 'command' },
  'exit history read test while for if until': { unprompted: 'word', leavesEngine: true },
  export: { unprompted: 'command', common: true, leavesEngine: true, silent: true, unordered: true },
  'jobs time': { unprompted: 'word' },
  kill: { unprompted: 'word', leavesEngine: true },
  pwd: { unprompted: 'command', leavesEngine: true },
  set: { unprompted: 'word', leavesEngine: true, silent: true, unordered: true },
  source: { unprompted: 'word', silent: true },
  'type wait then else do done fi case esac in { } ( ) : [ [[ true false logout ll': { leavesEngine: true },
  unset: { unprompted: 'command', leavesEngine: true, silent: true },
  pushd: { fetches: true },
  'cd pushd popd echo printf export set unset alias true false test [ pwd': { makes: 'none' },
  'll la dir pwd': { onFolder: 'shows' },
  'echo printf test [ [[ unset export': { onlyShows: true },
};
