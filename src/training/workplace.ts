import { quote, quotePath } from '../command/quote.ts';
import { type EngineChange, watchEngine } from '../docker/changes.ts';
import type { EngineChoice } from '../docker/engine.ts';
import type { GuidePlace } from '../guide/way.ts';
import type { Machine } from '../machine/machine.ts';
import { openMachines } from '../machine/open.ts';
import type { ContainerState, NetworkState } from '../model/engine.ts';
import type { EngineInfo } from '../model/event.ts';
import type { Command, Skip, Step } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { Plan, PlannedCommand } from '../plan/plan.ts';
import { NO_COMPOSE } from '../run/command-run.ts';
import type { LabContext } from '../run/context.ts';
import type { Desk } from '../run/desk.ts';
import { runLab } from '../run/lab-run.ts';
import { Laboratory } from '../run/laboratory.ts';
import { runMarked } from '../run/marked.ts';
import { prepareLab } from '../run/prepare.ts';
import { usesCompose } from '../run/repair.ts';
import { shellStateForPerson } from '../run/shell-state.ts';
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
  readonly context: LabContext;
  readonly desk: Desk;
  /** Tells of what becomes of the lab's objects from now on. */
  watch(onChange: (change: EngineChange) => void): Promise<void>;
  /** Of commands that can't be done here, as what they need is lacking: that they are skipped, and why. */
  unmet(): Promise<readonly CommandResult[]>;
  /** How compose is spelled here; undefined where no command of the lab uses it, or there is none. */
  compose(): Promise<string | undefined>;
  /** Types a command of the document as `run` does. */
  run(planned: PlannedCommand): Promise<CommandResult>;
  /** Writes the files that a step shows and that are the reader's to make; their paths. */
  writeFiles(step: number): Promise<readonly string[]>;
  /** A script that brings another shell to the folder and the variables of the lab's first one. */
  shellState(): Promise<string>;
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

/** What the machine is called where the document does not say. */
const NAME = 'lab';

class LaboratoryPlace implements Workplace {
  readonly engine: Machine;
  readonly #laboratory: Laboratory;
  #watch: AsyncDisposable | undefined;

  private constructor(engine: Machine, laboratory: Laboratory) {
    this.engine = engine;
    this.#laboratory = laboratory;
  }

  static async open(plan: Plan, options: WorkplaceOptions): Promise<LaboratoryPlace | Problem> {
    const { env, stateDirectory, images, workdir, signal } = options;
    const names = [plan.lab.machines[0]?.name ?? NAME];
    const machines = await openMachines({
      ...{ choice: options.engine, env, stateDirectory, names },
      machineImage: options.machineImage,
      engineVersion: options.engineVersion,
    });
    if ('severity' in machines) return machines;
    const [engine] = machines as readonly [Machine];
    try {
      const laboratory = await Laboratory.open(plan, engine, {
        ...options,
        faithful: false,
        ...(workdir === undefined ? {} : { workdir }),
        prepare: (lab, endpoint) => prepareLab(lab, { engine, endpoint, images, env, signal }),
      } as Parameters<typeof Laboratory.open>[2]);
      return new LaboratoryPlace(engine, laboratory);
    } catch (error) {
      await engine[Symbol.asyncDispose]();
      throw error;
    }
  }

  get context(): LabContext {
    return this.#laboratory.context;
  }

  get desk(): Desk {
    return this.#laboratory.context.desk;
  }

  async watch(onChange: (change: EngineChange) => void): Promise<void> {
    this.#watch = await watchEngine(this.desk.endpoint, onChange);
  }

  async unmet(): Promise<readonly CommandResult[]> {
    const { plan, unmet } = this.context;
    const compose = await this.compose();
    return plan.commands.flatMap(({ command, step, requirements }) => {
      const lacksCompose = compose === undefined && usesCompose(command.script);
      const skip = requirements.flatMap((requirement) => unmet(requirement) ?? [])[0];
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
    const result = await runMarked(planned, this.context);
    this.#laboratory.finished(result);
    return result;
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

  async readFile(path: string, folder: string | undefined): Promise<string | undefined> {
    await this.context.shells.leave();
    const shell = await this.context.shells.host(0);
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

  async shellState(): Promise<string> {
    return shellStateForPerson(await this.context.shells.host(0));
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
    await this.#watch?.[Symbol.asyncDispose]();
    await this.#laboratory[Symbol.asyncDispose]();
    await this.engine[Symbol.asyncDispose]();
  }
}

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
