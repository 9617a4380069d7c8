import { type FileHandle, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EngineObject } from '../model/verdict.ts';
import type { Endpoint } from './endpoint.ts';
import { makeFolder } from './folder.ts';
import { runLabel } from './gateway/view.ts';
import type { Foreseen } from './host-files.ts';
import {
  type BuildRecord,
  type HeldTag,
  type Line,
  linesOf,
  type RunRecord,
  recordOf,
  type SwarmRecord,
} from './ledger-record.ts';
import { isAlive, thisProcess } from './process-identity.ts';

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
  /** To be called when nothing is left of the run: removes its folders and, when they are gone, its record. */
  forget(): Promise<void>;
}

/** How often a ledger shows that its run goes on, and after how long without that it does not, in ms. */
const SIGN = 10_000;
const SILENCE = 60_000;

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

  /** Tells those who can't see this process that it is there. */
  readonly #signs: NodeJS.Timeout;

  private constructor(file: FileHandle, filePath: string) {
    this.#file = file;
    this.#path = filePath;
    this.#signs = setInterval(() => {
      const now = new Date();
      file.utimes(now, now).catch(() => {});
    }, SIGN);
    this.#signs.unref();
  }

  static async open(options: LedgerOptions): Promise<Ledger> {
    const { directory, runId, machine = '', label = runLabel, endpoint, folders = [] } = options;
    await makeFolder(directory);
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
    clearInterval(this.#signs);
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
    if (head?.type !== 'run') continue;
    const kept = lines.some(({ type }) => type === 'kept');
    const seems = !kept && Date.now() - written.getTime() < SILENCE;
    if ((await isAlive(head.process)) ?? seems) continue;
    runs.push({
      runId: head.runId,
      label: head.label,
      endpoint: head.endpoint,
      startedAt: new Date(head.at),
      kept,
      record: { ...recordOf(lines), lastAlive: () => written },
      forget: async () => {
        // What of the run still ends may write there.
        for (const folder of head.folders ?? [])
          await rm(folder, { recursive: true, force: true, maxRetries: 10 });
        await rm(filePath, { force: true });
      },
    });
  }
  return runs.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

async function syncFolder(directory: string): Promise<void> {
  const folder = await open(directory, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
