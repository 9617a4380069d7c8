import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { TestEngine } from './engine.ts';

/** The package's root, from the compiled test as from its source. */
export const ROOT = fileURLToPath(
  new URL(import.meta.url.includes('/dist/') ? '../../../' : '../../', import.meta.url),
);
export const MAIN = join(ROOT, 'dist/src/cli/main.js');

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Argv prefix, such as the one that enters an engine's namespace. */
  readonly enter?: readonly string[];
}

/** Runs the built command line as a user would; never throws for its exit status. */
export async function labproof(
  args: readonly string[],
  { cwd = ROOT, env = {}, enter = [] }: CliOptions = {},
) {
  const [program = process.execPath, ...rest] = [...enter, process.execPath, MAIN, ...args];
  const { stdout, stderr, exitCode, signal } = await execa(program, rest, {
    cwd,
    env,
    reject: false,
    stdin: 'ignore',
  });
  return { stdout, stderr, exitCode, signal };
}

/** The same, not awaited: for tests that send signals. */
export function startLabproof(
  args: readonly string[],
  { cwd = ROOT, env = {}, enter = [] }: CliOptions = {},
) {
  const [program = process.execPath, ...rest] = [...enter, process.execPath, MAIN, ...args];
  return execa(program, rest, { cwd, env, reject: false, stdin: 'ignore' });
}

/** The output of the docker command line on an engine. */
export async function docker(engine: TestEngine, ...args: readonly string[]): Promise<string> {
  return (await execa('docker', args, { env: engine.env, stdin: 'ignore' })).stdout;
}

/** A folder with these files, gone when `use` is done. */
export async function withFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'labproof-test-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
