import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Execution, RunOptions } from '../../src/session/execution.ts';
import { localPlace } from '../../src/session/local-place.ts';
import type { Place } from '../../src/session/place.ts';
import { ShellSession } from '../../src/session/shell.ts';

export interface TestShell {
  readonly session: ShellSession;
  /** An empty folder, the one the shell starts in. */
  readonly folder: string;
  /** Runs without a terminal, with ten seconds' time, unless told otherwise. */
  run(script: string, options?: Partial<RunOptions>): Promise<Execution>;
}

export const defaults: RunOptions = { timeoutMs: 10_000, terminal: 'none' };

/** Where the shells of the tests live. */
export interface TestPlace {
  readonly place: Place;
  readonly path: string;
  /** What a script prints there, outside of any session. */
  look(script: string): Promise<string>;
}

let where: TestPlace = {
  place: localPlace([]),
  path: process.env.PATH ?? '',
  look: async (script) => (await promisify(execFile)('sh', ['-c', script])).stdout,
};

/** From now on the shells of the tests live there. */
export function liveIn(place: TestPlace): void {
  where = place;
}

export function look(script: string): Promise<string> {
  return where.look(script);
}

/** Calls `use` with a new shell, and ends it whatever happens. */
export async function withShell(use: (shell: TestShell) => Promise<void>): Promise<void> {
  const folder = (await look('cd "$(mktemp -d /tmp/labproof-test-XXXXXX)" && pwd -P')).trim();
  try {
    const env = { PATH: where.path, HOME: folder, LANG: 'C.UTF-8' };
    await using session = await ShellSession.open({ place: where.place, cwd: folder, env });
    const run = (script: string, options: Partial<RunOptions> = {}): Promise<Execution> =>
      session.run(script, { ...defaults, ...options });
    await use({ session, folder, run });
  } finally {
    await look(`rm -rf '${folder}'`);
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
