import { createInterface } from 'node:readline/promises';
import { cleanUp } from '../docker/cleanup.ts';
import { removeStaleContexts, removeStaleEngines, type StaleEngines } from '../docker/private-remains.ts';
import { count } from '../report/words.ts';
import { cacheSize, removeCache } from './cache-store.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { type KeptMachine, namespaceMachines } from './kept-machines.ts';
import { rememberedRuns, runLine } from './remembered-runs.ts';
import { cacheFolder, stateDirectory } from './run-options.ts';

/** How long the cleanup of one run may take, in ms. */
const DEADLINE = 120_000;

/** Removes exactly what interrupted runs left, and cached results, after asking. */
export async function cleanVerb({ flags }: Arguments): Promise<number> {
  const directory = stateDirectory(process.env);
  const [stale] = await Promise.all([removeStaleEngines(directory), removeStaleContexts()]);
  const runs = await rememberedRuns(directory);
  const machines = await namespaceMachines(directory);
  const json = flags.json === true;
  const folder = typeof flags['cache-dir'] === 'string' ? flags['cache-dir'] : cacheFolder(process.env);
  const cache = await cacheSize(folder);
  const cleaned: Cleaned[] = stale.left.map(remainsOfEngine);
  if (!json) for (const one of cleaned) process.stdout.write(resultLines(one));
  if (runs.length + machines.length + cache.results + cleaned.length === 0) {
    process.stdout.write(
      json
        ? `${JSON.stringify({ version: 1, runs: [], cache })}\n`
        : 'nothing was left by interrupted runs\n',
    );
    return EXIT.passed;
  }
  if (!json) for (const run of runs) process.stdout.write(`${runLine(run)}\n`);
  if (!json)
    for (const { runId, name } of machines) process.stdout.write(`run ${runId}, kept: machine ${name}\n`);
  if (!json && cache.results > 0)
    process.stdout.write(`cache: ${count(cache.results, 'result')}, ${sizeText(cache.bytes)}\n`);
  if (runs.length + machines.length + cache.results > 0) {
    if (!flags.yes && !(await confirmed())) return EXIT.usage;
    await removeCache(folder);
  }
  const done = (one: Cleaned): void => {
    cleaned.push(one);
    if (!json) process.stdout.write(resultLines(one));
  };
  for (const run of runs) {
    const { endpoint, runId, label, record } = run;
    const result = await cleanUp({ endpoint, runId, label, ledger: record, deadlineMs: DEADLINE });
    const why = result.left.length === 0 ? await run.forget().then(nothing, messageOf) : undefined;
    const left = why === undefined ? result.left : [{ kind: 'record', id: runId, name: runId, why }];
    done({ run: runId, ...result, left });
  }
  for await (const one of cleanMachines(machines)) done(one);
  if (json) process.stdout.write(`${JSON.stringify({ version: 1, runs: cleaned, cache }, undefined, 2)}\n`);
  return cleaned.every(({ left }) => left.length === 0) ? EXIT.passed : EXIT.failed;
}

const nothing = (): undefined => undefined;
const messageOf = ({ message }: Error): string => message;

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** What of a machine whose labproof was killed can't be removed. */
function remainsOfEngine({ name, why }: StaleEngines['left'][number]): Cleaned {
  const machine = { kind: 'machine', id: name, name };
  return { run: name, made: [machine], removed: [], left: [{ ...machine, why }], durationMs: 0 };
}

/** What became of what a run left. */
export interface Cleaned {
  readonly run: string;
  readonly made: readonly Remains[];
  readonly removed: readonly Remains[];
  readonly left: readonly (Remains & { readonly why: string })[];
  readonly durationMs: number;
}

interface Remains {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** Removes machines run by run; one that can't be removed keeps no other back. */
export async function* cleanMachines(machines: readonly KeptMachine[]): AsyncGenerator<Cleaned> {
  for (const run of new Set(machines.map(({ runId }) => runId))) {
    const startedAt = performance.now();
    const own = machines.filter(({ runId }) => runId === run);
    const remains = own.map(({ name }) => ({ kind: 'machine', id: `${run}/${name}`, name }));
    const failed = await own[0]!.removeRun();
    const whyOf = ({ name }: Remains): string | undefined => failed.find((one) => one.name === name)?.why;
    yield {
      run,
      made: remains,
      removed: remains.filter((one) => whyOf(one) === undefined),
      left: remains.flatMap((one) => {
        const why = whyOf(one);
        return why === undefined ? [] : [{ ...one, why }];
      }),
      durationMs: performance.now() - startedAt,
    };
  }
}

function resultLines({ run, removed, left }: Cleaned): string {
  const rest = left.map(({ kind, name, id, why }) => `  left: ${kind} ${name || id.slice(0, 12)}: ${why}\n`);
  return `run ${run}: ${removed.length} removed, ${left.length} left\n${rest.join('')}`;
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
