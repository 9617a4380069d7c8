import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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
  /** Where the copy is. */
  readonly folder: string;

  /** `room` is where it is made. */
  constructor(project: Project, room: string) {
    this.#project = project;
    this.folder = mkdtempSync(join(room, 'mutants-'));
    this.#fill();
  }

  #fill(): void {
    const project = this.#project;
    for (const name of readdirSync(project.folder)) {
      if (name === 'dist' || name.startsWith('.')) continue;
      symlinkSync(join(project.folder, name), join(this.folder, name));
    }
    cpSync(join(project.folder, 'dist'), join(this.folder, 'dist'), { recursive: true });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A changed program may have done harm to it, of which the next tests would fail: then it is made anew. */
  mend(): void {
    const parts = ['package.json', 'node_modules', ...this.#project.sources, ...this.#project.tests];
    if (parts.every((part) => existsSync(join(this.folder, part)))) return;
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder);
    this.#fill();
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  /** Runs the tests of a file; `usualMs` is how long they take. */
  run(test: string, usualMs: number): Promise<FileResult> {
    return runFile(join(this.folder, test), { name: test, deadlineMs: 3 * usualMs + MARGIN });
  }

  /** Runs the tests of a file as they are and tells what they reach. */
  async measure(test: string): Promise<Coverage> {
    const told = join(this.folder, '.coverage');
    mkdirSync(told);
    process.env.NODE_V8_COVERAGE = told;
    const running = runFile(join(this.folder, test), { name: test, deadlineMs: 300_000 });
    delete process.env.NODE_V8_COVERAGE;
    const { failed, durationMs } = await running;
    const reports = readdirSync(told).map((name) => readFileSync(join(told, name), 'utf8'));
    rmSync(told, { recursive: true });
    return coverageFrom(reports, {
      top: this.folder,
      durationMs,
      passes: failed === 0,
      of: this.#project.sources,
    });
  }
}
