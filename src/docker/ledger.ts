import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EngineObject } from '../model/verdict.ts';
import type { Endpoint } from './endpoint.ts';
import { runLabel } from './gateway/view.ts';
import type { Foreseen } from './host-files.ts';
import { isAlive, type ProcessIdentity, thisProcess } from './process-identity.ts';

/** What a run made, as cleanup needs it: of the run that is going on or of an interrupted one. */
export interface RunRecord {
  /** Everything made, in order, what has been removed since included. */
  made(): readonly EngineObject[];
  /** Tags that were there before and that a call may have moved which has not ended: reference and image ID. */
  heldTags(): readonly HeldTag[];
  swarm(): SwarmRecord | undefined;
  builds(): readonly BuildRecord[];
  /** What of the computer's files was to be made or written, in order. */
  files(): readonly Foreseen[];
  /** When the run was going on last. */
  lastAlive(): Date;
}

export interface HeldTag {
  readonly reference: string;
  readonly id: string;
}

export interface SwarmRecord {
  /** Networks that a swarm brings along and that were not there before. */
  readonly networks: readonly string[];
  /** IDs that the engine had as a node of the run's swarms; another is of a swarm of somebody else's. */
  readonly nodes: readonly string[];
  /** When the first was asked for. */
  readonly enteredAt: Date;
}

/** A build of the classic builder, which labels the images of its steps not before the last one. */
export interface BuildRecord {
  /** IDs of the images that were there before. */
  readonly present: readonly string[];
  /** Instructions as announced, such as `RUN make`. */
  readonly steps: readonly string[];
  /** Unix time in s. */
  readonly startedAt: number;
}

export interface LedgerOptions {
  /** Made when it is not there, with mode 0700. */
  readonly directory: string;
  /** Letters, digits, `-`, `_` and `.`. */
  readonly runId: string;
  /** The machine's name, where the run has several. */
  readonly machine?: string;
  /** The key of the run's label, `labproof.run` by default. */
  readonly label?: string;
  readonly endpoint: Endpoint;
  /** Folders of the run's own, which are to go with it. */
  readonly folders?: readonly string[];
}

export interface InterruptedRun {
  readonly runId: string;
  readonly label: string;
  readonly endpoint: Endpoint;
  readonly startedAt: Date;
  /** What it made was left on purpose. */
  readonly kept: boolean;
  readonly record: RunRecord;
  /** To be called when nothing is left of the run: removes its folders and its record. */
  forget(): Promise<void>;
}

type Line =
  | {
      type: 'run';
      runId: string;
      label: string;
      endpoint: Endpoint;
      folders?: readonly string[];
      process: ProcessIdentity;
      at: string;
    }
  | { type: 'kept' }
  | { type: 'intent'; kind: EngineObject['kind']; name: string }
  | ({ type: 'made' } & EngineObject)
  | ({ type: 'held' } & HeldTag)
  | { type: 'released'; references: readonly string[] }
  | { type: 'swarm'; networks: readonly string[]; at: string }
  | { type: 'node'; id: string }
  | { type: 'build'; present: readonly string[]; startedAt: number }
  | { type: 'step'; instruction: string }
  | ({ type: 'file' } & Foreseen);

/**
 * The record on disk of what a run makes. A line is on the disk before the engine is asked to make
 * the object, so that after a power cut what is left can be named, tags included, which carry no
 * label. One file per run, mode 0600.
 */
export class Ledger implements AsyncDisposable, RunRecord {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #lines: Line[] = [];
  #waiting = '';
  #writing: Promise<void> | undefined;

  private constructor(file: FileHandle, filePath: string) {
    this.#file = file;
    this.#path = filePath;
  }

  static async open(options: LedgerOptions): Promise<Ledger> {
    const { directory, runId, machine = '', label = runLabel, endpoint, folders = [] } = options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const filePath = path.join(directory, `${[runId, machine].filter(Boolean).join('.')}.jsonl`);
    const ledger = new Ledger(await open(filePath, 'ax', 0o600), filePath);
    const at = new Date().toISOString();
    const process = await thisProcess();
    await ledger.#append({ type: 'run', runId, label, endpoint, folders, process, at });
    await syncFolder(directory);
    return ledger;
  }

  /** Resolves when the disk has it. To be awaited before the engine is asked. */
  intend(kind: EngineObject['kind'], name: string): Promise<void> {
    return this.#append({ type: 'intent', kind, name });
  }

  /** Says how the engine answered; the run need not wait for the disk. */
  record(object: EngineObject): void {
    this.#append({ type: 'made', ...object }).catch(() => {});
  }

  /** Resolves when the disk has it. To be awaited before the tag may move. */
  hold(tag: HeldTag): Promise<void> {
    return this.#append({ type: 'held', ...tag });
  }

  /** Says that the tags are where they were; from now on whoever moves them is somebody else. */
  release(references: readonly string[]): void {
    this.#append({ type: 'released', references }).catch(() => {});
  }

  /** Resolves when the disk has it. To be awaited before the swarm is initialised. */
  enterSwarm(record: Pick<SwarmRecord, 'networks'>): Promise<void> {
    return this.#append({ type: 'swarm', ...record, at: new Date().toISOString() });
  }

  /** Says which node of the run's swarm the engine is. */
  recordNode(id: string): Promise<void> {
    return this.#append({ type: 'node', id });
  }

  /** Says that the run ends and what it made stays. */
  keep(): Promise<void> {
    return this.#append({ type: 'kept' });
  }

  /** Resolves when the disk has it. To be awaited before the engine is asked to build. */
  beginBuild(present: readonly string[]): Promise<void> {
    return this.#append({ type: 'build', present, startedAt: Math.floor(Date.now() / 1000) });
  }

  /** Says that the engine begins a step of the build. */
  beginStep(instruction: string): void {
    this.#append({ type: 'step', instruction }).catch(() => {});
  }

  /** Resolves when the disk has it. To be awaited before the file is made or written; once is enough. */
  foresee(file: Foreseen): Promise<void> {
    const known = this.#lines.some((line) => line.type === 'file' && line.path === file.path);
    return known ? Promise.resolve() : this.#append({ type: 'file', ...file });
  }

  made(): readonly EngineObject[] {
    return recordOf(this.#lines).made();
  }

  heldTags(): readonly HeldTag[] {
    return recordOf(this.#lines).heldTags();
  }

  swarm(): SwarmRecord | undefined {
    return recordOf(this.#lines).swarm();
  }

  builds(): readonly BuildRecord[] {
    return recordOf(this.#lines).builds();
  }

  files(): readonly Foreseen[] {
    return recordOf(this.#lines).files();
  }

  lastAlive(): Date {
    return new Date();
  }

  /** To be called when nothing is left of the run: removes the file. */
  async forget(): Promise<void> {
    await this[Symbol.asyncDispose]();
    await rm(this.#path, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing?.catch(() => {});
    await this.#file.close();
  }

  #append(line: Line): Promise<void> {
    this.#lines.push(line);
    this.#waiting += `${JSON.stringify(line)}\n`;
    // Lines that arrive during a write share the next one.
    this.#writing = (this.#writing ?? Promise.resolve()).then(async () => {
      if (this.#waiting === '') return;
      const text = this.#waiting;
      this.#waiting = '';
      await this.#file.appendFile(text);
      await this.#file.datasync();
    });
    return this.#writing;
  }
}

/** Runs whose process is gone and that were not cleaned up, oldest first. */
export async function interruptedRuns(directory: string): Promise<InterruptedRun[]> {
  const names = await readdir(directory).catch(() => []);
  const runs: InterruptedRun[] = [];
  for (const name of names.filter((file) => file.endsWith('.jsonl'))) {
    const filePath = path.join(directory, name);
    const lines = linesOf(await readFile(filePath, 'utf8').catch(() => ''));
    const head = lines[0];
    const written = (await stat(filePath).catch(() => undefined))?.mtime ?? new Date();
    if (head?.type !== 'run' || (await isAlive(head.process))) continue;
    runs.push({
      runId: head.runId,
      label: head.label,
      endpoint: head.endpoint,
      startedAt: new Date(head.at),
      kept: lines.some(({ type }) => type === 'kept'),
      record: { ...recordOf(lines), lastAlive: () => written },
      forget: async () => {
        for (const folder of head.folders ?? []) await rm(folder, { recursive: true, force: true });
        await rm(filePath, { force: true });
      },
    });
  }
  return runs.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const line of text.split('\n')) {
    // A power cut may leave half a line at the end, whose object was then not yet asked for.
    try {
      if (line !== '') lines.push(JSON.parse(line) as Line);
    } catch {}
  }
  return lines;
}

function recordOf(lines: readonly Line[]): Omit<RunRecord, 'lastAlive'> {
  return {
    made() {
      const objects = new Map<string, EngineObject>();
      for (const line of lines) {
        if (line.type === 'made') {
          objects.delete(`${line.kind} intent ${line.name}`);
          objects.set(`${line.kind} ${line.id}`, { kind: line.kind, id: line.id, name: line.name });
        }
        // Only images have no label to be found by when the answer was never seen.
        if (line.type === 'intent' && line.kind === 'image') {
          objects.set(`image intent ${line.name}`, { kind: 'image', id: line.name, name: line.name });
        }
      }
      return [...objects.values()];
    },
    heldTags() {
      const held = new Map<string, HeldTag>();
      for (const line of lines) {
        if (line.type === 'held') held.set(line.reference, { reference: line.reference, id: line.id });
        if (line.type === 'released') for (const reference of line.references) held.delete(reference);
      }
      return [...held.values()];
    },
    builds() {
      const builds: { present: readonly string[]; steps: string[]; startedAt: number }[] = [];
      for (const line of lines) {
        if (line.type === 'build')
          builds.push({ present: line.present, startedAt: line.startedAt, steps: [] });
        else if (line.type === 'step') builds.at(-1)?.steps.push(line.instruction);
      }
      return builds;
    },
    files() {
      return lines.flatMap((line) => {
        if (line.type !== 'file') return [];
        const { path, before } = line;
        return [{ path, ...(before === undefined ? {} : { before }) }];
      });
    },
    swarm() {
      const line = lines.find((candidate) => candidate.type === 'swarm');
      const nodes = lines.flatMap((other) => (other.type === 'node' ? other.id : []));
      return line?.type === 'swarm'
        ? { networks: line.networks, nodes, enteredAt: new Date(line.at) }
        : undefined;
    },
  };
}

async function syncFolder(directory: string): Promise<void> {
  const folder = await open(directory, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
