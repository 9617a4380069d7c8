import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Scenario } from './scenarios.ts';

export interface Recording {
  readonly command: string;
  readonly output: string;
  readonly exitCode: number;
}

/** One run of all scenarios, by their names. */
export type Run = Readonly<Record<string, readonly Recording[]>>;

/**
 * Runs every scenario with the docker client and engine that the environment names and writes what
 * they print to a file. A scenario that the file has, with the same commands, is left as it is.
 */
export async function record(file: string, scenarios: readonly Scenario[]): Promise<void> {
  const before: Run = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Run) : {};
  const run: Record<string, readonly Recording[]> = {};
  for (const { name, commands } of scenarios) {
    const known = before[name];
    if (known?.map(({ command }) => command).join('\n') === commands.join('\n')) {
      run[name] = known;
      continue;
    }
    const recordings: Recording[] = [];
    run[name] = recordings;
    const cwd = mkdtempSync(join(tmpdir(), 'record-'));
    for (const command of commands) {
      const { all, exitCode } = await execa('bash', ['-c', command], {
        cwd,
        all: true,
        reject: false,
        stdin: 'ignore',
        timeout: 60_000,
        stripFinalNewline: false,
      });
      // Nothing of the machine is to be in the recording.
      const output = all
        .replaceAll(cwd, '/lab')
        .replace(/\/\S*\/\.pyenv\/versions\/[\d.]+/g, '/usr')
        .replace(new RegExp(`\\b${hostname()}\\b`, 'g'), 'machine');
      recordings.push({ command, output, exitCode: exitCode ?? -1 });
    }
    rmSync(cwd, { recursive: true });
  }
  writeFileSync(file, `${JSON.stringify(run, undefined, 1)}\n`);
}
