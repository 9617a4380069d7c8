import { quote, quotePath } from '../command/quote.ts';
import { type EngineChange, watchEngine } from '../docker/changes.ts';
import type { EngineChoice } from '../docker/engine.ts';
import type { LearnerRun } from '../guide/goal.ts';
import { executionOf } from '../guide/look.ts';
import { nameAt } from '../guide/touched.ts';
import type { GuidePlace, Whereabouts } from '../guide/way.ts';
import type { ContainerState, NetworkState } from '../model/engine.ts';
import type { EngineInfo } from '../model/event.ts';
import type { Command, Skip, SkipReason, Step } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { Plan, PlannedCommand } from '../plan/plan.ts';
import { absenceOf } from '../run/absent.ts';
import { NO_COMPOSE } from '../run/command-run.ts';
import type { LabContext } from '../run/context.ts';
import type { Desk } from '../run/desk.ts';
import { type LabMachines, openLabMachines } from '../run/lab-machines.ts';
import { runLab } from '../run/lab-run.ts';
import type { Laboratories } from '../run/laboratories.ts';
import type { Laboratory, LaboratoryOptions } from '../run/laboratory.ts';
import { runMarked } from '../run/marked.ts';
import { prepareLab } from '../run/prepare.ts';
import { usesCompose } from '../run/repair.ts';
import { shellStateForPerson } from '../run/shell-state.ts';
import { joinedOnce, joinMembers, withLiveSwarm } from '../run/swarm-join.ts';
import { topologyOf } from '../run/topology.ts';
import { visibleLines } from '../text/lines.ts';

export interface WorkplaceOptions {
  readonly engine: EngineChoice;
  readonly env: NodeJS.ProcessEnv;
  readonly stateDirectory: string;
  readonly images: string | undefined;
  /** What machines that are containers are made of. */
  readonly machineImage?: string | undefined;
  readonly engineVersion?: string | undefined;
  readonly workdir: string | undefined;
  readonly online: boolean;
  /** Tags whose commands are left out. */
  readonly skipTags?: ReadonlySet<string>;
  readonly privileged: 'allow' | 'refuse';
  /** Kinds of hazards that run though the computer is no machine of the lab's own. */
  readonly allowed?: ReadonlySet<string>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Where a learner works. Disposing of it removes all that was made there. */
export interface Workplace extends AsyncDisposable, GuidePlace {
  readonly engine: Pick<EngineInfo, 'kind' | 'version'>;
  /** That of the machine that the lab begins at. */
  readonly context: LabContext;
  /** Names of the machines, the one that the lab begins at first; none where there is a single one. */
  readonly machines: readonly string[];
  readonly desk: Desk;
  /** For a person at a shell of that machine. */
  deskOf(machine: string | undefined): Desk;
  /** Tells of what becomes of the lab's objects from now on. */
  watch(onChange: (change: EngineChange) => void): Promise<void>;
  /** Of commands that can't be done here, as what they need is lacking: that they are skipped, and why. */
  unmet(): Promise<readonly CommandResult[]>;
  /** How compose is spelled here; undefined where no command of the lab uses it, or there is none. */
  compose(): Promise<string | undefined>;
  /** Types a command of the document as `run` does. */
  run(planned: PlannedCommand): Promise<CommandResult>;
  /** Brings machines into the swarm that the document has there by a command, and by no command before it. */
  gather(command: Command): Promise<void>;
  /** A command that joins the swarm of this place, with its token and address; undefined for any other. */
  joining(command: Command): Promise<string | undefined>;
  /** Writes the files that a step shows and that are the reader's to make; their paths. */
  writeFiles(step: number): Promise<readonly string[]>;
  /** A script that brings another shell to the folder and the variables of that machine's first one. */
  shellState(machine?: string): Promise<string>;
  topology(): Promise<{
    readonly networks: readonly NetworkState[];
    readonly containers: readonly ContainerState[];
  }>;
  /** Runs steps of the document, as `run` does; for a rehearsal, after which the place is used up. */
  rehearse(steps: readonly Step[]): Promise<readonly CommandResult[]>;
}

/** A laboratory on an engine, with what the lab needs. */
export async function openWorkplace(plan: Plan, options: WorkplaceOptions): Promise<Workplace | Problem> {
  return LaboratoryPlace.open(plan, options);
}

/** Bytes of a file that are looked at. */
const LARGEST_FILE = 1 << 18;

class LaboratoryPlace implements Workplace {
  readonly #machines: LabMachines;
  readonly #laboratory: Laboratory | Laboratories;
  #watches: readonly AsyncDisposable[] = [];

  private constructor(machines: LabMachines, laboratory: Laboratory | Laboratories) {
    this.#machines = machines;
    this.#laboratory = laboratory;
  }

  static async open(plan: Plan, options: WorkplaceOptions): Promise<LaboratoryPlace | Problem> {
    const { env, stateDirectory, images, workdir, signal } = options;
    const machines = await openLabMachines(plan, {
      ...{ choice: options.engine, env, stateDirectory },
      machineImage: options.machineImage,
      engineVersion: options.engineVersion,
    });
    if ('severity' in machines) return machines;
    try {
      const laboratory = await machines.open(
        plan,
        (engine) =>
          ({
            ...options,
            faithful: false,
            ...(workdir === undefined ? {} : { workdir }),
            prepare: (lab, endpoint) => prepareLab(lab, { engine, endpoint, images, env, signal }),
          }) as LaboratoryOptions,
      );
      return new LaboratoryPlace(machines, laboratory);
    } catch (error) {
      await machines[Symbol.asyncDispose]();
      throw error;
    }
  }

  get engine(): Pick<EngineInfo, 'kind' | 'version'> {
    return this.#machines.engine;
  }

  get context(): LabContext {
    return this.#laboratory.context;
  }

  get machines(): readonly string[] {
    return [...(this.context.several?.contexts.keys() ?? [])];
  }

  get desk(): Desk {
    return this.context.desk;
  }

  deskOf(machine: string | undefined): Desk {
    return this.#at(machine).desk;
  }

  async watch(onChange: (change: EngineChange) => void): Promise<void> {
    const { several } = this.context;
    const contexts = several ? [...several.contexts.values()] : [this.context];
    this.#watches = await Promise.all(
      contexts.map(({ machine, desk }) =>
        watchEngine(desk.endpoint, (change) =>
          onChange(
            several
              ? { ...change, names: change.names.flatMap((name) => [name, nameAt(machine, name)]) }
              : change,
          ),
        ),
      ),
    );
  }

  async unmet(): Promise<readonly CommandResult[]> {
    const { plan } = this.context;
    const compose = await this.compose();
    return plan.commands.flatMap(({ command, step, requirements }) => {
      const lacksCompose = compose === undefined && usesCompose(command.script);
      const skip = requirements.flatMap(
        (requirement) => this.#at(command.machine).unmet(requirement) ?? [],
      )[0];
      if (!skip && !lacksCompose) return [];
      return [skippedResult(command, { step: step.ordinal, skip: skip ?? NO_COMPOSE })];
    });
  }

  async compose(): Promise<string | undefined> {
    const { plan, composeSpelling } = this.context;
    const isUsed = plan.commands.some(({ command }) => !command.skip && usesCompose(command.script));
    return isUsed ? composeSpelling() : undefined;
  }

  async run(planned: PlannedCommand): Promise<CommandResult> {
    const result = await runMarked(planned, this.#at(planned.command.machine));
    this.#laboratory.finished(result);
    return result;
  }

  async gather({ joins, span, machine }: Command): Promise<void> {
    if (joins) await joinMembers(joins, this.#at(machine), span.line);
  }

  async joining(command: Command): Promise<string | undefined> {
    const context = this.#at(command.machine);
    const joined = await withLiveSwarm(command, command.script, context);
    return joined === command.script ? undefined : joinedOnce(context.correspondence.rewrite(joined).script);
  }

  async writeFiles(step: number): Promise<readonly string[]> {
    const { lab } = this.context.plan;
    const actions = lab.steps.find(({ ordinal }) => ordinal === step)?.actions ?? [];
    const written: string[] = [];
    for (const action of actions) {
      if (action.kind !== 'file') continue;
      if (!(await this.#laboratory.write(action))) written.push(action.path);
    }
    return written;
  }

  async readFile(path: string, { folder, machine }: Whereabouts): Promise<string | undefined> {
    const { shells } = this.#at(machine);
    await shells.leave();
    const shell = await shells.host(0);
    const go = folder === undefined ? '' : `cd ${quote(folder)} && `;
    const look = `(${go}[ -f ${quotePath(path)} ] && head -c ${LARGEST_FILE} -- ${quotePath(path)})`;
    const { output, exitCode } = await shell.run(look, { timeoutMs: 10_000, terminal: 'none' });
    return exitCode === 0 ? output : undefined;
  }

  async verify(planned: PlannedCommand): Promise<string> {
    const { verdict, output, reason } = await this.run(planned);
    if (verdict !== 'failed') return verdict === 'skipped' ? reason : '';
    return (
      visibleLines(output)
        .findLast((line) => line.trim() !== '')
        ?.trim() || reason
    );
  }

  async lacks(planned: PlannedCommand, run: LearnerRun): Promise<Skip | undefined> {
    const output = visibleLines(run.output).join('\n');
    const execution = executionOf({ ...run, output });
    const answer = await absenceOf(planned, { execution, comparison: undefined }, this.#at(run.machine));
    return answer?.skip && OF_THE_PLACE.has(answer.skip.reason) ? answer.skip : undefined;
  }

  async shellState(machine?: string): Promise<string> {
    const { shells } = this.#at(machine);
    await shells.leave();
    return shellStateForPerson(await shells.host(0));
  }

  topology(): Promise<{
    readonly networks: readonly NetworkState[];
    readonly containers: readonly ContainerState[];
  }> {
    return topologyOf(this.context);
  }

  async rehearse(steps: readonly Step[]): Promise<readonly CommandResult[]> {
    const results: CommandResult[] = [];
    const events = runLab(this.#laboratory, {
      steps,
      reports: () => true,
      stopsAfter: () => false,
      keeps: () => false,
      pictures: false,
      broke: rethrow,
    });
    for await (const event of events) if (event.type === 'command-finished') results.push(event.result);
    return results;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#watches.map((watch) => watch[Symbol.asyncDispose]()));
    await this.#laboratory[Symbol.asyncDispose]();
    await this.#machines[Symbol.asyncDispose]();
  }

  #at(machine: string | undefined): LabContext {
    return this.#laboratory.contextOf(machine === undefined ? {} : { machine });
  }
}

/** Reasons that are of the computer and not of what was done on it. */
const OF_THE_PLACE: ReadonlySet<SkipReason> = new Set(['platform', 'network', 'image']);

function rethrow(error: unknown): never {
  throw error;
}

function skippedResult(
  { id, span, typed }: Command,
  { step, skip }: { readonly step: number; readonly skip: Skip },
): CommandResult {
  return {
    ...{ id, line: span.line, command: typed, step, skip },
    verdict: 'skipped',
    reason: `${skip.reason}: ${skip.message}`,
    ...{ durationMs: 0, output: '', differences: [], acceptances: [], checks: [] },
  };
}
