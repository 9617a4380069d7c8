import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileResult, runFile } from '../../test/runner/run-file.ts';
import { type Coverage, coverageFrom } from './coverage.ts';
import type { Project } from './project.ts';

/** How long the tests of a file may take beyond what they took before the change, in ms. */
const MARGIN = 10_000;

/**
 * A copy of the built project in which a file can be another, so that several are changed at a time;
 * programs that tests start are of the copy too.
 */
export class Workbench implements Disposable {
  readonly #project: Project;
  readonly #folder: string;

  constructor(project: Project) {
    this.#project = project;
    // Sockets of tests are below it: its path is to be short.
    this.#folder = mkdtempSync(join(tmpdir(), 'mutants-'));
    for (const name of readdirSync(project.folder)) {
      if (name === 'dist' || name.startsWith('.')) continue;
      symlinkSync(join(project.folder, name), join(this.#folder, name));
    }
    cpSync(join(project.folder, 'dist'), join(this.#folder, 'dist'), { recursive: true });
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.#folder, path), text);
  }

  /** Runs the tests of a file; `usualMs` is how long they take. */
  run(test: string, usualMs: number): Promise<FileResult> {
    return runFile(join(this.#folder, test), { name: test, deadlineMs: 3 * usualMs + MARGIN });
  }

  /** Runs the tests of a file as they are and tells what they reach. */
  async measure(test: string): Promise<Coverage> {
    const told = join(this.#folder, '.coverage');
    mkdirSync(told);
    process.env.NODE_V8_COVERAGE = told;
    const running = runFile(join(this.#folder, test), { name: test, deadlineMs: 300_000 });
    delete process.env.NODE_V8_COVERAGE;
    const { failed, durationMs } = await running;
    const reports = readdirSync(told).map((name) => readFileSync(join(told, name), 'utf8'));
    rmSync(told, { recursive: true });
    return coverageFrom(reports, {
      top: this.#folder,
      durationMs,
      passes: failed === 0,
      of: this.#project.sources,
    });
  }
}
