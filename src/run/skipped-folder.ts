import { blocked, isLeftOut } from '../absence/story.ts';
import { programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Skip } from '../model/lab.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import type { LabContext } from './context.ts';

/**
 * Why a command that works on the folder it is typed in can't: the `cd` that leads there was left
 * out, so it would work on another. What only the lab's own files need runs where those are.
 */
export function inSkippedFolder(self: PlannedCommand, { plan, results }: LabContext): Skip | undefined {
  const { command } = self;
  if (command.where.kind !== 'host' || !worksOnFolder(command.script)) return undefined;
  const { shell } = command.where;
  const last = plan.commands
    .slice(0, command.id)
    .findLast(
      ({ command: { where, script, machine } }) =>
        where.kind === 'host' && where.shell === shell && machine === command.machine && leads(script),
    );
  return last && isLeftOut(results.get(last.command.id))
    ? blocked(last, 'the folder', { results })
    : undefined;
}

const leads = (script: string): boolean =>
  parseScript(script).commands.some(({ words }) => /^(?:cd|pushd)$/.test(programWords(words)[0]?.text ?? ''));

/** Programs that work on the project of the folder, unless a word tells them another. */
const OF_PROJECT = /^(?:git|npm|yarn|pnpm|npx|bun|make|cargo|go|mvn|gradle|bundle|composer|mix|poetry|uv)$/;
const ELSEWHERE =
  /^(?:-g|--global|--system|-C|--prefix|--manifest-path|clone|-v|-V|--version|version|help|--help|-h)$/;

function worksOnFolder(script: string): boolean {
  if (leads(script)) return false;
  return parseScript(script).commands.some(({ words, redirects }) => {
    const [program = '', ...rest] = programWords(words).map(({ text }) => text);
    if (OF_PROJECT.test(program) && !rest.some((word) => ELSEWHERE.test(word))) return true;
    return redirects.some(
      ({ operator, target }) => operator.endsWith('>>') && !target.dynamic && !/^[/~]/.test(target.text),
    );
  });
}
