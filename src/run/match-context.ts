import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { MatchContext } from '../match/match.ts';
import type { Command } from '../model/lab.ts';
import type { EngineObject } from '../model/verdict.ts';
import type { LabContext } from './context.ts';

/** What comparing the output of a command needs to know of the run so far; `script` is what ran. */
export function matchContextOf(command: Command, script: string, context: LabContext): MatchContext {
  const { inventory, correspondence, plan } = context;
  const earlier = plan.commands.slice(0, command.id);
  const made = context.made();
  return {
    correspondence,
    command: { ...programOf(script), line: command.span.line },
    made: (name) => madeByLab(name, made),
    makers: (name) => {
      const maker = inventory.find(name);
      return maker ? { line: maker.line, what: `${maker.kind} ${maker.name}` } : undefined;
    },
    names: [
      ...new Set(
        earlier.flatMap(({ pins }) => pins.filter(({ kind }) => kind === 'name').map(({ value }) => value)),
      ),
    ],
    ...(command.terminal === 'endless' ? { endless: true } : {}),
    ...(command.directives.expect ? { expect: command.directives.expect } : {}),
  };
}

/** Whether a name or an ID (or its beginning) is of an object that this run made. */
function madeByLab(name: string, made: readonly EngineObject[]): boolean {
  const hex = /^[0-9a-f]{12,64}$/.test(name);
  return made.some(
    (object) => object.name === name || (hex && object.id.replace('sha256:', '').startsWith(name)),
  );
}

/** The verb of what a pipe filters, where that tells of the machine: lines of it do so, too. */
function reportIn(script: string): string {
  const [first] = parseScript(script).commands;
  const verb = (first && dockerCommand(first.words)?.verb) ?? '';
  return verb === 'info' || verb === 'version' ? verb : '';
}

/** The docker verb of the last command in a script and the program whose output is seen. */
function programOf(script: string): { readonly verb: string; readonly program: string } {
  const last = parseScript(script).commands.at(-1);
  const docker = last && dockerCommand(last.words);
  if (!docker) {
    const program = last ? (programWords(last.words)[0]?.text ?? '') : '';
    return { verb: last?.operator === '|' ? reportIn(script) : '', program };
  }
  if (docker.verb === 'inspect')
    return { verb: 'inspect', program: docker.options.get('format')?.at(-1) ?? '' };
  const inner = docker.verb === 'exec' || docker.verb === 'run' ? docker.arguments.slice(1) : [];
  return { verb: docker.verb, program: inner.join(' ') };
}
