import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { docker, labproof, ROOT, startLabproof } from './cli.ts';
import type { TestEngine } from './engine.ts';

export const LAB = join(ROOT, 'fixtures/labs/busy.md');

/** What is on an engine, one line per object, whoever made it; ages and states of processes are left out. */
export async function inventoryOf(engine: TestEngine): Promise<string> {
  const lists = await Promise.all([
    docker(
      engine,
      'ps',
      '-a',
      '--no-trunc',
      '--format',
      'container {{.ID}} {{.Names}} {{.Image}} {{.State}}',
    ),
    docker(engine, 'network', 'ls', '--no-trunc', '--format', 'network {{.ID}} {{.Name}}'),
    docker(engine, 'volume', 'ls', '--format', 'volume {{.Name}}'),
    docker(engine, 'images', '-a', '--no-trunc', '--format', 'image {{.ID}} {{.Repository}}:{{.Tag}}'),
  ]);
  return lists
    .flatMap((list) => list.split('\n'))
    .filter(Boolean)
    .sort()
    .join('\n');
}

/** Objects of somebody else, some with the names that the lab uses. */
export async function makeBystanders(engine: TestEngine): Promise<void> {
  await docker(engine, 'network', 'create', 'busy-one');
  await docker(engine, 'volume', 'create', 'busy-red');
  await docker(engine, 'run', '-dit', '--name', 'busy-a', '--network', 'busy-one', 'alpine');
  await docker(engine, 'create', '--name', 'bystander', '-v', 'busy-red:/r', 'alpine');
  await docker(engine, 'tag', 'alpine', 'busy:1');
}

/** State and temporary files of a run are in a folder of the test's, where what is left of them is seen. */
export function faultEnvironment(engine: TestEngine, state: string): Record<string, string> {
  return { ...engine.env, XDG_STATE_HOME: state, TMPDIR: state };
}

export interface Killing {
  readonly afterMs: number;
  readonly state: string;
  /** Where it runs: on the engine itself unless told. */
  readonly args?: readonly string[];
}

/**
 * Kills labproof with SIGKILL `afterMs` into a run of a lab that makes much, cleans up with
 * `labproof clean --yes`, and says what is on the engine then and what clean said.
 */
export async function killAndClean(
  engine: TestEngine,
  { afterMs, state, args = ['--engine', 'host'] }: Killing,
): Promise<{ readonly inventory: string; readonly said: string; readonly exitCode: number | undefined }> {
  // Both here: whoever sees other processes can't tell that one is gone (see process-identity.ts).
  const options = { env: faultEnvironment(engine, state) };
  // The process that is killed must be labproof itself, not a wrapper that enters the namespace.
  const run = startLabproof(['run', ...args, LAB], { env: options.env });
  await Promise.race([delay(afterMs), once(run, 'exit')]);
  run.kill('SIGKILL');
  await run;
  const { stdout, stderr, exitCode } = await labproof(['clean', '--yes'], options);
  return { inventory: await inventoryOf(engine), said: stdout + stderr, exitCode };
}
