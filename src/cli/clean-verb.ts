import { createInterface } from 'node:readline/promises';
import { cleanUp } from '../docker/cleanup.ts';
import { removeStaleContexts, removeStaleEngines } from '../docker/private-remains.ts';
import type { CleanupResult } from '../model/verdict.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { namespaceMachines } from './kept-machines.ts';
import { rememberedRuns, runLine } from './remembered-runs.ts';
import { stateDirectory } from './run-options.ts';

/** How long the cleanup of one run may take, in ms. */
const DEADLINE = 120_000;

/** Removes exactly what interrupted runs left, after asking. */
export async function cleanVerb({ flags }: Arguments): Promise<number> {
  const directory = stateDirectory(process.env);
  await Promise.all([removeStaleEngines(directory), removeStaleContexts()]);
  const runs = await rememberedRuns(directory);
  const kept = new Map((await namespaceMachines(directory)).map((machine) => [machine.runId, machine]));
  const json = flags.json === true;
  if (runs.length + kept.size === 0) {
    process.stdout.write(
      json ? `${JSON.stringify({ version: 1, runs: [] })}\n` : 'nothing was left by interrupted runs\n',
    );
    return EXIT.passed;
  }
  if (!json) for (const run of runs) process.stdout.write(`${runLine(run)}\n`);
  if (!json)
    for (const { runId, name } of kept.values())
      process.stdout.write(`run ${runId}, kept: machine ${name}\n`);
  if (!flags.yes && !(await confirmed())) return EXIT.usage;
  const results: { readonly run: string; readonly result: CleanupResult }[] = [];
  for (const run of runs) {
    const { endpoint, runId, label, record } = run;
    const result = await cleanUp({ endpoint, runId, label, ledger: record, deadlineMs: DEADLINE });
    if (result.left.length === 0) await run.forget();
    results.push({ run: runId, result });
    if (!json) process.stdout.write(resultLines(runId, result));
  }
  for (const [runId, machine] of kept) {
    const left = await machine.removeRun();
    if (!json) process.stdout.write(`run ${runId}: machines ${left.length === 0 ? 'removed' : 'left'}\n`);
    if (left.length > 0) return EXIT.failed;
  }
  if (json)
    process.stdout.write(
      `${JSON.stringify({ version: 1, runs: results.map(({ run, result }) => ({ run, ...result })) }, undefined, 2)}\n`,
    );
  return results.every(({ result }) => result.left.length === 0) ? EXIT.passed : EXIT.failed;
}

function resultLines(runId: string, { removed, left }: CleanupResult): string {
  const rest = left.map(({ kind, name, id, why }) => `  left: ${kind} ${name || id.slice(0, 12)}: ${why}\n`);
  return `run ${runId}: ${removed.length} removed, ${left.length} left\n${rest.join('')}`;
}

async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    process.stderr.write('labproof clean: not a terminal, so nothing was removed; use --yes\n');
    return false;
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question('Remove all of it? [y/N] ');
  prompt.close();
  return /^y(?:es)?$/i.test(answer.trim());
}
