import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { RunEvent } from '../model/event.ts';
import type { Output, Reporter, RunningLab } from '../report/reporter.ts';
import { reporterOf } from '../report/reporters.ts';
import type { ReportSettings } from './report-options.ts';

/** The reporters of a run; one that fails is told no more but that the run is over, and named in `broken`. */
export class Reporters {
  readonly #all: Entry[] = [];
  readonly #failed = new Set<Entry>();
  readonly broken: string[] = [];

  constructor(settings: ReportSettings, title: string, naming: Naming = NAMING) {
    for (const { name, file } of settings.reporters) {
      try {
        const { output, close } =
          file === undefined ? { output: standardOutput(settings.color), close: () => {} } : fileOutput(file);
        const { verbosity, explain, earlier } = settings;
        const kind = reporterOf(name);
        if (!kind) throw new Error('there is no such reporter');
        const reporter = kind({
          output,
          title,
          verbosity,
          explain,
          relative: name === 'list' || name === 'tap' ? naming.forPeople : naming.forReports,
          env: process.env,
          ...(earlier && { earlier }),
        });
        this.#all.push({ name: file ?? name, reporter, close });
      } catch (error) {
        this.broken.push(`${file ?? name}: ${messageOf(error)}`);
      }
    }
  }

  event(event: RunEvent): void {
    this.#each((reporter) => reporter.event(event));
  }

  running(labs: readonly RunningLab[]): void {
    this.#each((reporter) => reporter.running?.(labs));
  }

  finish(): void {
    for (const entry of this.#all) {
      this.#try(entry, (reporter) => reporter.finish());
      this.#try(entry, () => entry.close());
    }
  }

  #each(use: (reporter: Reporter) => void): void {
    for (const entry of this.#all) if (!this.#failed.has(entry)) this.#try(entry, use);
  }

  /** What fails once is told of once. */
  #try(entry: Entry, use: (reporter: Reporter) => void): void {
    try {
      use(entry.reporter);
    } catch (error) {
      if (!this.#failed.has(entry)) this.broken.push(`${entry.name}: ${messageOf(error)}`);
      this.#failed.add(entry);
    }
  }
}

interface Entry {
  readonly name: string;
  readonly reporter: Reporter;
  readonly close: () => void;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** How reports name documents. */
export interface Naming {
  /** As a user in this folder would type it. */
  readonly forPeople: (file: string) => string;
  /** As a code host names it, whatever folder the run was started in. */
  readonly forReports: (file: string) => string;
}

const NAMING: Naming = { forPeople: asNamed, forReports: fromRepository };

/** From the root of the repository that the working folder is in, if the file is in it. */
export function fromRepository(file: string): string {
  root ??= repositoryRoot(process.cwd());
  if (root === '') return asNamed(file);
  const path = relative(root, resolve(file));
  return path === '' || path.startsWith('..') ? asNamed(file) : path.split(sep).join('/');
}

let root: string | undefined;

/** The folder that has the `.git`, which of a work tree or a submodule is a file; '' outside of any. */
function repositoryRoot(folder: string): string {
  if (existsSync(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? '' : repositoryRoot(dirname(folder));
}

function asNamed(file: string): string {
  const path = relative(process.cwd(), file);
  return path === '' || path.startsWith('..') ? file : path;
}

export function standardOutput(color: boolean | undefined): Output {
  const { stdout, env } = process;
  const dumb = env.TERM === 'dumb';
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
  const byDefault = env.NO_COLOR ? false : forced || (stdout.isTTY === true && !dumb);
  return {
    write: (text) => void stdout.write(text),
    live: stdout.isTTY === true && !dumb && !env.CI,
    color: color ?? byDefault,
    // A terminal that nobody gave a size has none.
    columns: stdout.columns || 80,
  };
}

/** Written as it comes, so that a report is as complete as the run was. */
function fileOutput(file: string): { output: Output; close: () => void } {
  makeFolder(dirname(file));
  const descriptor = openSync(file, 'w');
  return {
    output: {
      write: (text) => {
        const bytes = Buffer.from(text);
        for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      },
      live: false,
      color: false,
      columns: 80,
    },
    close: () => closeSync(descriptor),
  };
}

/** Like `mkdir -p`; Node's own recursive form never returns where a folder can't be made, as in /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
