import { readFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Execution, RunOptions } from '../../src/session/execution.ts';
import { localPlace } from '../../src/session/local-place.ts';
import { ShellSession } from '../../src/session/shell.ts';

export interface TestShell {
  readonly session: ShellSession;
  /** An empty folder, the one the shell starts in. */
  readonly folder: string;
  /** Runs without a terminal, with ten seconds' time, unless told otherwise. */
  run(script: string, options?: Partial<RunOptions>): Promise<Execution>;
}

export const defaults: RunOptions = { timeoutMs: 10_000, terminal: 'none' };

/** Calls `use` with a new shell, and ends it whatever happens. */
export async function withShell(use: (shell: TestShell) => Promise<void>): Promise<void> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'labproof-test-')));
  try {
    const env = { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8' };
    await using session = await ShellSession.open({ place: localPlace([]), cwd: folder, env });
    const run = (script: string, options: Partial<RunOptions> = {}): Promise<Execution> =>
      session.run(script, { ...defaults, ...options });
    await use({ session, folder, run });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Resolves when `holds` does; a rule that needs it says so by its name when it never does. */
export async function eventually(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A process that has ended and waits for its parent to notice is not running. */
export function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
