import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quote } from '../command/quote.ts';
import type { Lab } from '../model/lab.ts';
import type { CommandResult } from '../model/verdict.ts';
import { explainFailure } from '../report/difference.ts';
import { palette } from '../report/paint.ts';
import type { AnyLaboratory } from '../run/laboratories.ts';
import { shellStateForPerson } from '../run/shell-state.ts';
import { freeShell } from '../stage/free-shell.ts';
import { Presenter } from '../stage/presenter.ts';
import { consoleText } from '../text/console-text.ts';
import { problemLine } from './documents.ts';
import { stateDirectory } from './run-options.ts';

/** Says what failed and opens a shell there, until its user leaves it; whether the lab is to go on. */
export function debugShell({
  signal,
  color,
}: {
  readonly signal: AbortSignal;
  readonly color: boolean | undefined;
}): (result: CommandResult, laboratory: AnyLaboratory) => Promise<boolean> {
  const { stdin, stdout, env } = process;
  const paint = palette(color ?? !env.NO_COLOR);
  const tell = (lines: readonly string[]): void => {
    stdout.write(consoleText(`${lines.join('\n')}\n`, { color: true, env }));
  };
  return async (result, laboratory) => {
    const { lab } = laboratory.context.plan;
    tell(['', ...explainFailure(result, { file: lab.file, paint }), '', paint.bold(WELCOME)]);
    const history = join(stateDirectory(env), 'debug-history');
    await mkdir(stateDirectory(env), { recursive: true, mode: 0o700 });
    const opener = openerOf(lab, result);
    const { desk, shells } = laboratory.contextOf(opener);
    const stop = join(desk.folder, 'stop');
    await rm(stop, { force: true });
    using presenter = new Presenter(stdin, signal);
    const place = {
      desk,
      shellState: async () => {
        const shell = await shells.host(opener.shell);
        return `${await shellStateForPerson(shell)}\n${stopAs(stop)}`;
      },
    };
    const options = { output: stdout, prompt: 'debug$ ', signal, history };
    const problem = await freeShell(place, presenter, options);
    if (problem) tell([paint.yellow(`no shell here: ${problemLine(problem)}`)]);
    return access(stop).then(
      () => false,
      () => true,
    );
  };
}

const WELCOME =
  "The lab waits. This is a shell where it is: 'exit' goes on with the next command, 'stop' ends the lab.";

const stopAs = (file: string): string => `stop() { : > ${quote(file)}; exit; }`;

/** The command that was typed at a shell of the host: the failed one, or that which opened its session. */
function openerOf(lab: Lab, { id }: CommandResult): { readonly machine?: string; readonly shell: number } {
  const commands = lab.steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'command' ? [action] : [])),
  );
  const byId = new Map(commands.map((command) => [command.id, command]));
  for (let command = byId.get(id); command; ) {
    const { where, machine } = command;
    if (where.kind === 'host') return { ...(machine === undefined ? {} : { machine }), shell: where.shell };
    command = byId.get(where.opener);
  }
  return { shell: 0 };
}
