import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readDemoSettings } from '../demo/settings.ts';
import { parseLab } from '../lab/parse.ts';
import type { Plan } from '../plan/plan.ts';
import { planLab } from '../plan/plan.ts';
import { openLabMachines } from '../run/lab-machines.ts';
import { actsOf } from '../stage/acts.ts';
import type { OpenLab } from '../stage/live.ts';
import { Notes } from '../stage/notes.ts';
import { Presenter } from '../stage/presenter.ts';
import { readRehearsal } from '../stage/rehearsed.ts';
import { show } from '../stage/show.ts';
import { valuesGiven } from './demo-options.ts';
import { rehearseDemo } from './demo-rehearse.ts';
import { problemLine, readDocuments } from './documents.ts';
import { firstPlace } from './engine-places.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { Interruption } from './interruption.ts';
import { laboratoryOptions, machineOptions } from './laboratory-options.ts';
import { type RunSettings, readRunSettings, stateDirectory } from './run-options.ts';

/** Shows a document live, a command at a time as the presenter presses a key. */
export async function playDemo(args: Arguments): Promise<number> {
  const { flags, operands } = args;
  const settings = readRunSettings(args);
  if ('error' in settings) return complain(settings.error, EXIT.usage);
  const { documents, problems } = await readDocuments(operands);
  const [document, ...more] = documents;
  if (problems.length > 0) return complain(problems.map(problemLine).join('\n'), EXIT.usage);
  if (!document || more.length > 0) return complain('give one document', EXIT.usage);
  if (flags.rehearse === true) return rehearseDemo(document, args, settings);
  const lab = parseLab(document.file, document.text);
  const look = readDemoSettings({ ...lab.frontMatter.demo, ...valuesGiven(args) });
  if ('error' in look) return complain(look.error, EXIT.usage);
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY)
    return complain('it needs a terminal; demo render makes a recording without one', EXIT.usage);
  // Some terminals do not know their size.
  const [cols, rows] = [stdout.columns || LEAST.cols, stdout.rows || LEAST.rows];
  if (cols < LEAST.cols || rows < LEAST.rows)
    return complain(
      `the terminal has ${cols} columns and ${rows} lines; make it ${LEAST.cols} by ${LEAST.rows} at least`,
      EXIT.usage,
    );
  const plan = planLab(lab);
  const fatal = plan.problems.filter(({ severity }) => severity === 'error');
  if (fatal.length > 0) return complain(fatal.map(problemLine).join('\n'), EXIT.usage);
  const state = join(stateDirectory(process.env), 'demo');
  const rehearsal = await readRehearsal(state, document);
  const acts = actsOf(plan, { ...look, text: document.text, script: rehearsal?.script });
  if (acts.every(({ hidden, skipped }) => hidden || skipped))
    return complain(`${document.file}: there is nothing to show`, EXIT.nothingToRun);
  const target = typeof flags.notes === 'string' ? flags.notes : undefined;
  const color = flags['no-color'] !== true && !process.env.NO_COLOR;
  const notes = target === undefined ? undefined : Notes.open({ target, plan, text: document.text, color });
  if (notes && 'error' in notes) return complain(notes.error, EXIT.usage);
  await mkdir(state, { recursive: true, mode: 0o700 });
  const interruption = new Interruption();
  using _listening = interruption.listen();
  using _notes = notes;
  using presenter = new Presenter(stdin, interruption.signal);
  const problem = await show({
    title: look.title ?? lab.title,
    machines: lab.machines.map(({ name }) => name),
    acts,
    openLab: opener(plan, settings),
    recorded: flags.recorded === true,
    typing: look.typing,
    seed: look.seed,
    output: stdout,
    presenter,
    notes,
    plannedAt: rehearsal?.plannedAt,
    history: join(state, 'history'),
    signal: interruption.signal,
  });
  if (interruption.status !== undefined) return interruption.status;
  if (!problem) return EXIT.passed;
  const hint = problem.hint === undefined ? '' : `; ${problem.hint}`;
  return complain(`${problem.message}${hint}`, problem.code === 'left' ? EXIT.failed : EXIT.noEnvironment);
}

/** Less shows no command whole. */
const LEAST = { cols: 20, rows: 5 };

/** Opens what the lab runs in, as a run does. */
function opener(plan: Plan, settings: RunSettings): OpenLab {
  return async ({ signal, terminal }) => {
    const machines = await openLabMachines(plan, machineOptions(settings, firstPlace(settings)));
    if ('severity' in machines) return machines;
    try {
      const optionsAt = laboratoryOptions(settings, signal);
      const laboratory = await machines.open(plan, (machine) => ({ ...optionsAt(machine), terminal }));
      return {
        laboratory,
        [Symbol.asyncDispose]: async () => {
          await laboratory[Symbol.asyncDispose]();
          await machines[Symbol.asyncDispose]();
        },
      };
    } catch (error) {
      await machines[Symbol.asyncDispose]();
      throw error;
    }
  };
}

function complain(message: string, status: number): number {
  process.stderr.write(`labproof demo play: ${message}\n`);
  return status;
}
