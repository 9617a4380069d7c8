import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quote } from '../command/quote.ts';
import type { Lab } from '../model/lab.ts';
import type { CommandResult } from '../model/verdict.ts';
import { explainFailure } from '../report/difference.ts';
import { palette } from '../report/paint.ts';
import type { AnyLaboratory } from '../run/laboratories.ts';
import { Laboratory } from '../run/laboratory.ts';
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
    const desk = laboratory instanceof Laboratory ? laboratory.desk : undefined;
    const stop = desk && join(desk.folder, 'stop');
    if (stop) await rm(stop, { force: true });
    using presenter = new Presenter(stdin, signal);
    const place = {
      desk,
      shellState: async () => {
        const shell = await laboratory.context.shells.host(shellOf(lab, result));
        return `${await shellStateForPerson(shell)}\n${stopAs(stop)}`;
      },
    };
    const options = { output: stdout, prompt: 'debug$ ', signal, history };
    const problem = await freeShell(place, presenter, options);
    if (problem) tell([paint.yellow(`no shell here: ${problemLine(problem)}`)]);
    if (stop === undefined) return true;
    return access(stop).then(
      () => false,
      () => true,
    );
  };
}

const WELCOME =
  "The lab waits. This is a shell where it is: 'exit' goes on with the next command, 'stop' ends the lab.";

const stopAs = (file: string | undefined): string =>
  file === undefined ? '' : `stop() { : > ${quote(file)}; exit; }`;

/** That of the host's shells that the command was typed at, or the session it was typed into. */
function shellOf(lab: Lab, { id }: CommandResult): number {
  const commands = lab.steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'command' ? [action] : [])),
  );
  const byId = new Map(commands.map((command) => [command.id, command]));
  for (let command = byId.get(id); command; ) {
    if (command.where.kind === 'host') return command.where.shell;
    command = byId.get(command.where.opener);
  }
  return 0;
}
