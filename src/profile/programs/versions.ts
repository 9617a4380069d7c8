import { firstArgument, reaches } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Sub-commands that talk to another repository. */
const SUBCOMMANDS = /^(?:clone|pull|fetch|push|submodule|ls-remote)$/;

/** Version control. */
export const versions: Family = {
  git: {
    onFolder: 'project',
    atHome: true,

    unprompted: 'command',
    internet: (args, isOutside) =>
      SUBCOMMANDS.test(firstArgument(args))
        ? (reaches()(
            args.filter((word) => /[:@/]/.test(word)),
            isOutside,
          ) ?? `git ${firstArgument(args)} needs the internet`)
        : undefined,
    source: 'named',
    fetches: /^(?:clone|checkout|pull)$/,
    leavesEngine: true,
  },
  'hg svn': { fetches: true },
};
