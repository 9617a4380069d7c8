import type { Block, Lab } from '../model/lab.ts';

/** How many documented lines of output there are, and how many of them are or were compared with live ones. */
export interface Coverage {
  readonly documented: number;
  readonly verified: number;
}

/** `ran` tells of a command whether it was run, by its id; without it, what the plan says. */
export function coverageOf(lab: Lab, ran?: (id: number) => boolean): Coverage {
  let documented = 0;
  let verified = 0;
  for (const { actions } of lab.steps) {
    for (const action of actions) {
      if (action.kind !== 'command') continue;
      const lines = action.expected?.lines.filter(({ text }) => text.trim() !== '').length ?? 0;
      documented += lines;
      if (ran ? ran(action.id) : action.skip === undefined) verified += lines;
    }
  }
  for (const { unread } of lab.blocks) if (unread?.holds === 'output') documented += unread.lines;
  return { documented, verified };
}

/** The blocks with commands or outputs of which nothing is run or compared. */
export function unreadBlocks(
  lab: Lab,
): readonly (Block & { readonly unread: NonNullable<Block['unread']> })[] {
  return lab.blocks.filter((block) => block.unread !== undefined) as never;
}
