import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inventory } from '../command/inventory.ts';
import { cleanUp, presentObjects } from '../docker/cleanup.ts';
import type { Endpoint } from '../docker/endpoint.ts';
import type { Engine } from '../docker/engine.ts';
import type { Front } from '../docker/front.ts';
import { runLabelAt } from '../docker/gateway/nesting.ts';
import { presentFiles } from '../docker/host-files.ts';
import { Ledger } from '../docker/ledger.ts';
import { openReader } from '../docker/reader.ts';
import { workTime } from '../docker/work-time.ts';
import { Correspondence } from '../match/correspondence.ts';
import type { Command, FileAction, Skip } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CleanupResult, CommandResult } from '../model/verdict.ts';
import type { Plan } from '../plan/plan.ts';
import type { Requirement } from '../plan/requirements.ts';
import { ShellSession } from '../session/shell.ts';
import { composeSpelling } from './compose-spelling.ts';
import type { LabContext, RunOptions, Several } from './context.ts';
import type { Files } from './files.ts';
import { Internet } from './internet.ts';
import { whyKept } from './kept.ts';
import { projectFolder } from './project-folder.ts';
import { Shells } from './shells.ts';
import { openSurroundings } from './surroundings.ts';

export interface LaboratoryOptions extends RunOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Variables that the lab is given besides those. */
  readonly given?: Readonly<Record<string, string>>;
  /** Where ledgers are kept between runs. */
  readonly stateDirectory: string;
  readonly privileged: 'allow' | 'refuse';
  /** An existing folder to run in, absolute and without links; by default one of the lab's own. */
  readonly workdir?: string;
  readonly signal: AbortSignal;
  /** With the other machines of the lab, where it has several. */
  readonly shared?: Shared;
  /** What the engine lacks; asked through the gateway, so that what is provided is the run's own. */
  readonly prepare: (
    plan: Plan,
    endpoint: Endpoint,
  ) => Promise<(requirement: Requirement) => Skip | undefined>;
}

/** What the laboratories of one lab's machines have in common. */
export interface Shared {
  readonly runId: string;
  /** The machine's name. */
  readonly machine: string;
  readonly several: Several;
  readonly correspondence: Correspondence;
  readonly results: Map<number, CommandResult>;
  readonly latestChange: { at: number };
}

/** How long cleanup may take, in ms. */
const CLEANUP_DEADLINE = 60_000;
/** What a bounded `docker stop` waits before the kill, in s. */
const BOUNDED_STOP = 1;

/** All that one lab runs in: gateway, shells, working directory, and what it has learned so far. */
export class Laboratory implements AsyncDisposable {
  readonly context: LabContext;
  readonly runId: string;
  readonly #label: string;
  readonly #engine: Engine;
  readonly #ledger: Ledger;
  readonly #front: Front;
  readonly #reader: ReturnType<typeof openReader>;
  readonly #shells: Shells;
  readonly #files: Files;
  readonly #results: Map<number, CommandResult>;
  readonly #base: string;
  #settled = false;
  /** It stays in its machine, with the lab's folder. */
  #kept = false;
  /** Nothing of the run is left, so that there is nothing to remember. */
  #clean = false;

  private constructor(parts: Parts) {
    this.runId = parts.runId;
    this.#label = parts.label;
    this.#engine = parts.engine;
    this.#ledger = parts.ledger;
    this.#front = parts.front;
    this.#reader = parts.reader;
    this.#shells = parts.context.shells;
    this.#files = parts.files;
    this.#results = parts.results;
    this.#base = parts.base;
    this.context = parts.context;
  }

  static async open(plan: Plan, engine: Engine, options: LaboratoryOptions): Promise<Laboratory> {
    const runId = options.shared?.runId ?? newRunId();
    const base = join(engine.folder, `labproof-${randomBytes(4).toString('hex')}`);
    const home = join(base, projectFolder(plan) ?? 'work');
    const socketDirectory = join(base, 'run');
    try {
      return await Laboratory.#openIn(
        { base, home, work: options.workdir ?? home, socketDirectory, runId },
        { plan, engine, options },
      );
    } catch (error) {
      await rm(base, { recursive: true, force: true });
      throw error;
    }
  }

  static async #openIn(
    { base, home, work, socketDirectory, runId }: Folders,
    { plan, engine, options }: { plan: Plan; engine: Engine; options: LaboratoryOptions },
  ): Promise<Laboratory> {
    const { endpoint } = engine;
    const { shared } = options;
    const label = await runLabelAt(endpoint);
    const ledger = await Ledger.open({
      directory: options.stateDirectory,
      runId,
      ...(shared ? { machine: shared.machine } : {}),
      label,
      endpoint,
      folders: [base],
    });
    // On record before they are there, and until they are gone.
    await mkdir(base, { mode: 0o700 });
    // Containers that mount the working directory run as other users; the socket is for ours alone.
    await chmod(base, 0o711);
    await mkdir(home, { mode: 0o755 });
    await mkdir(socketDirectory, { mode: 0o700 });
    const surroundings = await openSurroundings(engine, {
      ...{ base, home, work, socketDirectory, runId, label, ledger },
      ...{
        env: options.env,
        given: options.given ?? {},
        ownFolder: options.workdir === undefined,
        privileged: options.privileged,
      },
      ...(options.faithful ? {} : { stopSeconds: BOUNDED_STOP }),
    });
    const { front, files, env, place, folder } = surroundings;
    const reader = openReader(front.endpoint);
    const shells = new Shells(() => ShellSession.open({ place, cwd: folder, env }));
    let unmet: LabContext['unmet'];
    try {
      if (usesFirstShell(plan)) shells.begin();
      unmet = await options.prepare(plan, front.endpoint);
      await surroundings.begin();
    } catch (error) {
      await shells[Symbol.asyncDispose]();
      // It may have got half of the images.
      await reader.close();
      await front[Symbol.asyncDispose]();
      const { left } = await cleanUp({ endpoint, runId, label, ledger, deadlineMs: CLEANUP_DEADLINE });
      await (left.length === 0 ? ledger.forget() : ledger[Symbol.asyncDispose]());
      throw error;
    }
    const provided = new Set(ledger.made().map(({ id }) => id));
    const results = shared?.results ?? new Map<number, CommandResult>();
    const { enter } = surroundings;
    const context: LabContext = {
      internet: new Internet(),
      plan,
      machine: shared?.machine ?? '',
      several: shared?.several,
      options,
      signal: options.signal,
      shells,
      folder,
      engine: reader,
      engineVersion: engine.version,
      environment: new Set(Object.keys(env)),
      reader: surroundings.reader,
      correspondence: shared?.correspondence ?? new Correspondence(),
      inventory: new Inventory(),
      latestChange: shared?.latestChange ?? { at: workTime.now() },
      results,
      made: () => ledger.made().filter(({ id }) => !provided.has(id)),
      unmet,
      covered: surroundings.covered,
      traces: surroundings.traces,
      ownMachine: engine.kind === 'private',
      composeSpelling: composeSpelling(shells),
      desk: { enter, cwd: folder, folder: socketDirectory, env, endpoint: front.endpoint },
    };
    const parts = { runId, label, engine, ledger, front, reader };
    return new Laboratory({ ...parts, context, results, base, files });
  }

  /** What a command runs with. */
  contextOf(_command: Pick<Command, 'machine'>): LabContext {
    return this.context;
  }

  /** Writes a file that the document shows into the working directory. */
  write(action: FileAction): Promise<Problem | undefined> {
    return this.#files.write(action);
  }

  finished(result: CommandResult): void {
    this.#results.set(result.id, result);
  }

  /** Whether the engine ended meanwhile, so that nothing can be said of the lab any more. */
  get engineLost(): boolean {
    return this.#front.engineLost;
  }

  notices(): readonly Problem[] {
    return this.#front.notices().map((message) => ({ severity: 'warning', code: 'gateway', message }));
  }

  /** Ends the shells, then removes what the run made; with `keep`, says only what there is. */
  async cleanUp({ keep }: { readonly keep: boolean }): Promise<CleanupResult> {
    this.#settled = true;
    await this.#shells[Symbol.asyncDispose]();
    if (!keep) await this.#files.removeWritten();
    if (this.#engine.endpoint.kind === 'inside' || (keep && this.#engine.keep))
      return this.#withMachine(keep);
    if (keep) {
      await this.#ledger.keep();
      const there = await presentObjects({
        endpoint: this.#engine.endpoint,
        runId: this.runId,
        label: this.#label,
        ledger: this.#ledger,
        deadlineMs: CLEANUP_DEADLINE,
      });
      const files = await presentFiles(this.#ledger.files());
      const left = [...there, ...files].map((object) => ({ ...object, why: whyKept(object) }));
      return { made: [...this.#ledger.made(), ...files], removed: [], left, durationMs: 0 };
    }
    const result = await cleanUp({
      endpoint: this.#engine.endpoint,
      runId: this.runId,
      label: this.#label,
      ledger: this.#ledger,
      deadlineMs: CLEANUP_DEADLINE,
    });
    this.#clean = result.left.length === 0;
    // What an engine that the lab has ended can't be asked to remove goes with the machine.
    return this.#engine.kind === 'private' ? { ...result, removed: result.made, left: [] } : result;
  }

  /** All that was made in a machine stays or goes with it. */
  async #withMachine(keep: boolean): Promise<CleanupResult> {
    const made = this.#ledger.made();
    const enter = keep ? await this.#engine.keep?.(this.context.desk.cwd) : undefined;
    this.#kept = enter !== undefined;
    if (enter === undefined) return { made, removed: made, left: [], durationMs: 0 };
    const why = `kept in its machine; ${enter} enters that, labproof clean removes it`;
    return { made, removed: [], left: made.map((object) => ({ ...object, why })), durationMs: 0 };
  }

  /** Cleans up first if a run that broke off has not. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#settled) await this.cleanUp({ keep: false });
    await this.#reader.close();
    await this.#front[Symbol.asyncDispose]();
    if (!this.#kept || this.#engine.endpoint.kind === 'inside')
      await rm(this.#base, { recursive: true, force: true });
    // A private engine takes what is left with it.
    if (this.#clean || this.#engine.kind === 'private') await this.#ledger.forget();
    else await this.#ledger[Symbol.asyncDispose]();
  }
}

interface Folders {
  readonly runId: string;
  readonly base: string;
  readonly home: string;
  readonly work: string;
  readonly socketDirectory: string;
}

interface Parts {
  readonly runId: string;
  readonly label: string;
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly front: Front;
  readonly reader: ReturnType<typeof openReader>;
  readonly context: LabContext;
  readonly results: Map<number, CommandResult>;
  readonly base: string;
  readonly files: Files;
}

/** Names what a run makes. */
export const newRunId = (): string => randomBytes(6).toString('hex');

const usesFirstShell = ({ commands }: Plan): boolean =>
  commands.some(({ command: { where, skip } }) => !skip && where.kind === 'host' && where.shell === 0);
