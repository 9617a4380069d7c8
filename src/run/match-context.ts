import { type DockerCommand, dockerCommand, programWords } from '../command/docker.ts';
import { parseScript, type SimpleCommand } from '../command/words.ts';
import type { MatchContext } from '../match/match.ts';
import type { Command } from '../model/lab.ts';
import type { EngineObject } from '../model/verdict.ts';
import type { Plan } from '../plan/plan.ts';
import { profileOf } from '../profile/programs.ts';
import { verbOf } from '../profile/verbs.ts';
import type { LabContext } from './context.ts';

/** What comparing the output of a command needs to know of the run so far; `script` is what ran. */
export function matchContextOf(
  command: Command,
  script: string,
  context: Pick<LabContext, 'inventory' | 'correspondence' | 'plan' | 'made' | 'reader'> &
    Partial<Pick<LabContext, 'folder'>>,
): MatchContext {
  const { inventory, correspondence, plan } = context;
  const typed = readTyped(script);
  // Most outputs are as documented, and then nobody asks what the run has made and named.
  const made = once(() => context.made());
  const names = once(() => namesBefore(command, plan));
  return {
    correspondence,
    ...(context.folder === undefined ? {} : { folder: context.folder }),
    command: {
      ...programOf(script, typed),
      ...(passesOnUnordered(script, typed) ? { unordered: true } : {}),
      line: command.span.line,
      ...(command.where.kind === 'host' && seesHost(typed) ? { ofHost: true } : {}),
    },
    made: (name) => madeByLab(name, made()),
    makers: (name) => {
      const maker = inventory.find(name);
      return maker ? { line: maker.line, what: `${maker.kind} ${maker.name}` } : undefined;
    },
    get names() {
      return names();
    },
    ...(command.where.kind === 'host' && context.reader ? { reader: context.reader } : {}),
    given: (text) => isGiven(text, command, plan),
    ...(command.terminal === 'endless' ? { endless: true } : {}),
    ...(command.directives.expect ? { expect: command.directives.expect } : {}),
  };
}

function namesBefore({ id }: Command, { commands }: Plan): readonly string[] {
  const pins = commands.slice(0, id).flatMap((earlier) => earlier.pins);
  return [...new Set(pins.flatMap(({ kind, value }) => (kind === 'name' ? [value] : [])))];
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

/** Whether the command, an earlier one or a file before it contains the text. */
function isGiven(text: string, { id, span }: Command, { lab, commands }: Plan): boolean {
  return (
    commands.some(({ command }) => command.id <= id && command.script.includes(text)) ||
    lab.steps.some(({ actions }) =>
      actions.some(
        (action) => action.kind === 'file' && action.span.line < span.line && action.content.includes(text),
      ),
    )
  );
}

/** Whether a name or an ID (or its beginning) is of an object that this run made. */
function madeByLab(name: string, made: readonly EngineObject[]): boolean {
  const hex = /^[0-9a-f]{12,64}$/.test(name);
  return made.some(
    (object) => object.name === name || (hex && object.id.replace('sha256:', '').startsWith(name)),
  );
}

/** A command of a script, with what it is to docker. */
interface Typed {
  readonly command: SimpleCommand;
  readonly docker: DockerCommand | undefined;
}

const readTyped = (script: string): readonly Typed[] =>
  parseScript(script).commands.map((command) => ({ command, docker: dockerCommand(command.words) }));

/** The verb of what a pipe filters, where that tells of the machine: lines of it do so, too. */
function reportIn([first]: readonly Typed[]): string {
  const verb = first?.docker?.verb ?? '';
  return verb === 'info' || verb === 'version' ? verb : '';
}

/** Whether the last command of a script sees the network of the machine, not of a container. */
function seesHost(typed: readonly Typed[]): boolean {
  const last = typed.at(-1);
  if (!last?.docker) return last !== undefined;
  const { verb, options } = last.docker;
  return verb === 'run' && options.get('network')?.includes('host') === true;
}

/** Whether filters that keep the order pass on what comes from a program whose order means nothing: `env | grep A`. */
export function passesOnUnordered(script: string, typed = readTyped(script)): boolean {
  let at = typed.length - 1;
  while (at > 0 && typed[at]!.command.operator === '|' && keepsOrder(typed[at]!.command.words)) at -= 1;
  if (at < 0 || at === typed.length - 1) return false;
  const {
    command: { words },
    docker,
  } = typed[at]!;
  // `env` alone is the program, and else stands before one.
  const program = docker ? innerOf(docker)[0] : (programWords(words)[0] ?? words[0])?.text;
  return verbOf(docker?.verb ?? '').unordered === true || profileOf(program ?? '').unordered === true;
}

function keepsOrder(words: SimpleCommand['words']): boolean {
  const program = programWords(words)[0]?.text ?? '';
  return profileOf(program).filter === true && program !== 'sort';
}

/** What runs in a container. */
const innerOf = ({ verb, arguments: words }: DockerCommand): readonly string[] =>
  verb === 'exec' || verb === 'run' ? words.slice(1) : [];

/**
 * The docker verb of the last command in a script and the program whose output is seen, or the
 * template that an inspection is written with.
 */
export function programOf(
  script: string,
  typed = readTyped(script),
): { readonly verb: string; readonly program: string } {
  const last = typed.at(-1);
  if (!last) return { verb: '', program: '' };
  const { command, docker } = last;
  if (!docker) {
    const program = programWords(command.words)
      .map(({ text }) => text)
      .join(' ');
    return { verb: command.operator === '|' ? reportIn(typed) : '', program };
  }
  if (/(?:^| )inspect$|^info$/.test(docker.verb))
    return { verb: docker.verb, program: docker.options.get('format')?.at(-1) ?? '' };
  return { verb: docker.verb, program: innerOf(docker).join(' ') };
}
