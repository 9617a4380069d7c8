import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Draft, DraftCommand } from './draft.ts';
import { namesGiven } from './given-names.ts';

/** How many commands further on a text shown by itself may be used. */
const NEAR = 6;

/**
 * Notes commands that stand alone in a block without a prompt and that a docker command a little
 * further on has as its own argument: they are shown to be explained, and typed as part of that one.
 */
export function noteShownBefore(drafts: readonly Draft[]): void {
  const commands = drafts.filter((draft) => draft.kind === 'command');
  noteExamples(commands);
  for (const [index, draft] of commands.entries()) {
    const { typed } = draft.entry.command;
    if (draft.entry.prompt !== undefined || draft.where.kind !== 'host' || !/\s/.test(typed)) continue;
    if (typed.includes('docker') || commands.some((other) => other !== draft && other.block === draft.block))
      continue;
    const user = commands.slice(index + 1, index + 1 + NEAR).find((later) => isPartOf(typed, later));
    if (user) draft.shownFor = user.entry.command.lines[0]!.line;
  }
}

/** Notes commands of items and paragraphs that make what a block further on makes with the same words. */
function noteExamples(commands: readonly DraftCommand[]): void {
  for (const [index, draft] of commands.entries()) {
    const { typed } = draft.entry.command;
    if (draft.block.form !== 'inline' || draft.where.kind !== 'host' || namesGiven(typed).length === 0)
      continue;
    const again = commands
      .slice(index + 1)
      .find(({ block, entry }) => block.form !== 'inline' && entry.command.typed === typed);
    if (again) draft.shownFor = again.entry.command.lines[0]!.line;
  }
}

function isPartOf(typed: string, { entry, where }: DraftCommand): boolean {
  if (where.kind !== 'host' || !entry.command.typed.includes(typed)) return false;
  return parseScript(entry.command.typed).commands.some(({ words }) => {
    const inner = dockerCommand(words)?.arguments.slice(1).join(' ') ?? '';
    return inner.includes(typed);
  });
}
