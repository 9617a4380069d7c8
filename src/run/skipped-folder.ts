import { blocked, isLeftOut } from '../absence/story.ts';
import { programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Skip } from '../model/lab.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { profileOf } from '../profile/programs.ts';
import type { LabContext } from './context.ts';

/**
 * Why a command that works on the folder it is typed in can't: the `cd` that leads there was left
 * out, so it would work on another. What only the lab's own files need runs where those are.
 */
export function inSkippedFolder(self: PlannedCommand, { plan, results }: LabContext): Skip | undefined {
  const { command } = self;
  if (command.where.kind !== 'host' || !worksOnFolder(command.script)) return undefined;
  const { shell } = command.where;
  const leading = plan.commands
    .slice(0, command.id)
    .filter(
      ({ command: { where, script, machine } }) =>
        where.kind === 'host' && where.shell === shell && machine === command.machine && leads(script),
    );
  const by = strayed(leading, results);
  return by && blocked(by, 'the folder', { results });
}

/** The command that was left out and would have led to the folder the reader is in; undefined where that is ours. */
function strayed(leading: readonly PlannedCommand[], results: LabContext['results']) {
  let by: PlannedCommand | undefined;
  /** How many folders the reader is below one that is ours. */
  let below = 0;
  /** The lab's own folder in one that is not, entered by this many folders. */
  let own: { readonly by: PlannedCommand; readonly below: number; depth: number } | undefined;
  for (const planned of leading) {
    const { command } = planned;
    const target = targetOf(command.script);
    if (by && isWayBack(target)) {
      below -= target === '-' ? below : target.split('..').length - 1;
      if (below <= 0) by = undefined;
    } else if (!isLeftOut(results.get(command.id))) {
      const relative = !/^[/~$<-]/.test(target);
      if (own && isWayBack(target)) {
        own.depth -= target.split('..').length - 1;
        if (own.depth <= 0) ({ by, below } = own);
      } else if (own && relative) own.depth += depthOf(target);
      else own = by && relative ? { by, below, depth: depthOf(target) } : undefined;
      if (own && own.depth <= 0) own = undefined;
      else by = undefined;
    } else {
      // From a folder that is named from the root no way leads back.
      below = /^[/~$<]/.test(target) ? Number.POSITIVE_INFINITY : (by ? below : 0) + depthOf(target);
      by = planned;
    }
  }
  return by;
}

const depthOf = (path: string): number =>
  path.split('/').filter((part) => part !== '' && part !== '.').length;

/** Where the last `cd` of a script leads; `-` also for `popd`. */
function targetOf(script: string): string {
  const words = parseScript(script).commands.map((command) => programWords(command.words));
  const last = words.findLast(([program]) => LEADS.test(program?.text ?? ''));
  if (last?.[0]?.text === 'popd') return '-';
  return last?.[1]?.text ?? '~';
}

const LEADS = /^(?:cd|pushd|popd)$/;
const isWayBack = (target: string): boolean => target === '-' || /^(?:\.\.\/?)+$/.test(target);

const leads = (script: string): boolean =>
  parseScript(script).commands.some(({ words }) => LEADS.test(programWords(words)[0]?.text ?? ''));

/** Words that tell a program of a project another one, or that it is only asked. */
const ELSEWHERE =
  /^(?:-g|--global|--system|-C|--prefix|--manifest-path|clone|-v|-V|--version|version|help|--help|-h)$/;

const HERE = /^(?:\.\/?|\*|\*\.\w+)$/;

function worksOnFolder(script: string): boolean {
  if (leads(script)) return isWayBack(targetOf(script));
  return parseScript(script).commands.some(({ words, redirects }) => {
    const [program = '', ...rest] = programWords(words).map(({ text }) => text);
    const { onFolder } = profileOf(program);
    if (onFolder === 'project' && !rest.some((word) => ELSEWHERE.test(word))) return true;
    if (onFolder === 'shows' && showsHere(program, rest)) return true;
    return redirects.some(
      ({ operator, target }) => operator.endsWith('>>') && !target.dynamic && !/^[/~]/.test(target.text),
    );
  });
}

function showsHere(program: string, args: readonly string[]): boolean {
  if (program === 'find') return args[0] === undefined || args[0].startsWith('-') || HERE.test(args[0]);
  const named = args.filter((word) => !/^-/.test(word) && !/^\d+$/.test(word));
  return named.length === 0 || named.some((word) => HERE.test(word));
}
