import { execa } from 'execa';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { type KeptMachine, keptMachines, machinesNamed } from './kept-machines.ts';
import { stateDirectory } from './run-options.ts';

const ACTS = { ls, shell, rm };

/** Lists, enters and removes the machines that `--keep` left. */
export async function machineVerb({ flags, operands }: Arguments): Promise<number> {
  const [act = '', ...words] = operands;
  if (!Object.hasOwn(ACTS, act))
    return complain(
      `${act === '' ? 'nothing is asked of it' : `it can't ${act}`}; use ls, shell NAME or rm NAME…`,
    );
  const machines = await keptMachines(stateDirectory(process.env));
  return ACTS[act as keyof typeof ACTS]({ machines, words, flags });
}

interface Asked {
  readonly machines: readonly KeptMachine[];
  readonly words: readonly string[];
  readonly flags: Arguments['flags'];
}

async function ls({ machines, words, flags }: Asked): Promise<number> {
  if (words.length > 0) return complain('ls takes no names');
  const rows = machines.map(({ runId, name, container, engine, state, keptAt }) => ({
    run: runId,
    name,
    container,
    engine,
    state,
    keptAt,
  }));
  if (flags.json) process.stdout.write(`${JSON.stringify({ version: 1, machines: rows }, undefined, 2)}\n`);
  else if (rows.length === 0) process.stdout.write('no machine was kept\n');
  else {
    const lines = [
      ['RUN', 'NAME', 'STATE', 'ENGINE'],
      ...rows.map((row) => [row.run, row.name, row.state, row.engine]),
    ];
    const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]!.length)));
    for (const line of lines)
      process.stdout.write(
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
      );
  }
  return EXIT.passed;
}

async function shell({ machines, words }: Asked): Promise<number> {
  const [word, ...rest] = words;
  if (word === undefined || rest.length > 0)
    return complain('shell takes one machine; labproof machine ls lists them');
  const [machine, ...others] = machinesNamed(word, machines);
  if (!machine) return complain(unknown(word, machines));
  if (others.length > 0) {
    const all = [machine, ...others].map(({ runId, name }) => `${runId}/${name}`);
    return complain(`${word} is several machines: ${all.join(', ')}`);
  }
  if (machine.state !== 'running')
    return complain(
      `${word} is ${machine.state}, so it can't be entered; labproof machine rm ${word} removes it`,
    );
  const { argv, env, cwd } = machine.shell;
  const [program = '', ...args] = argv;
  const options = { stdio: 'inherit', reject: false, env, ...(cwd !== undefined && { cwd }) } as const;
  const { exitCode } = await execa(program, args, options);
  return exitCode ?? EXIT.failed;
}

async function rm({ machines, words, flags }: Asked): Promise<number> {
  if (words.length === 0 && !flags.all) return complain('rm takes names of machines or runs, or --all');
  const missing = words.find((word) => machinesNamed(word, machines).length === 0);
  if (missing !== undefined) return complain(unknown(missing, machines));
  const meant = flags.all ? machines : words.flatMap((word) => machinesNamed(word, machines));
  const runs = new Map(meant.map((machine) => [machine.runId, machine]));
  const results: { readonly run: string; readonly left: readonly object[] }[] = [];
  for (const [runId, machine] of runs) {
    const names = machines.filter((other) => other.runId === runId).map(({ name }) => name);
    const left = await machine.removeRun();
    results.push({ run: runId, left });
    if (flags.json) continue;
    process.stdout.write(
      `run ${runId}: ${names.join(', ')} ${left.length === 0 ? 'removed' : 'not removed'}\n`,
    );
    for (const { kind, name, why } of left) process.stdout.write(`  left: ${kind} ${name}: ${why}\n`);
  }
  if (flags.json) process.stdout.write(`${JSON.stringify({ version: 1, runs: results }, undefined, 2)}\n`);
  return results.every(({ left }) => left.length === 0) ? EXIT.passed : EXIT.failed;
}

function unknown(word: string, machines: readonly KeptMachine[]): string {
  const there = [...new Set(machines.map(({ runId, name }) => `${runId}/${name}`))];
  return `no machine ${word} was kept; there ${there.length === 0 ? 'is none' : `are ${there.join(', ')}`}`;
}

function complain(message: string): number {
  process.stderr.write(`labproof machine: ${message}\n`);
  return EXIT.usage;
}
