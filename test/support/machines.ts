import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Machine } from '../../src/machine/machine.ts';
import { openNamespaceMachines } from '../../src/machine/namespace.ts';

/** Calls `use` with machines in namespaces that were opened together, gone when it is done. */
export async function withMachines(
  names: readonly string[],
  use: (machines: readonly Machine[]) => Promise<void>,
  root?: string,
): Promise<void> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'labproof-state-'));
  try {
    const machines = await openNamespaceMachines({
      names,
      env: process.env,
      stateDirectory,
      ...(root && { root }),
    });
    if ('severity' in machines) throw new Error(machines.message);
    try {
      await use(machines);
    } finally {
      await Promise.all(machines.map((machine) => machine[Symbol.asyncDispose]()));
    }
  } finally {
    await rm(stateDirectory, { recursive: true, force: true });
  }
}

/** What a shell in the machine prints, trimmed. */
export async function inside({ enter, endpoint, folder }: Machine, script: string): Promise<string> {
  const [program = '', ...args] = [...enter, 'bash', '-c', script];
  const env = { DOCKER_HOST: `unix://${endpoint.kind === 'unix' ? endpoint.path : ''}`, DOCKER_CONTEXT: '' };
  return (await execa(program, args, { env, cwd: folder })).stdout.trim();
}
