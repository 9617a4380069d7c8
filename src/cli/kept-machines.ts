import type { Endpoint } from '../docker/endpoint.ts';
import { Upstream } from '../docker/gateway/upstream.ts';
import type { InterruptedRun } from '../docker/ledger.ts';
import { rememberedRuns } from './remembered-runs.ts';

/** A machine that `--keep` left; those of one lab have one run. */
export interface KeptMachine {
  readonly run: InterruptedRun;
  /** Its hostname. */
  readonly name: string;
  /** As the engine that it is on calls it. */
  readonly container: string;
  readonly endpoint: Endpoint;
  /** Such as `running`; `gone` where somebody removed it, `unknown` where the engine does not answer. */
  readonly state: string;
}

export async function keptMachines(directory: string): Promise<readonly KeptMachine[]> {
  const runs = (await rememberedRuns(directory)).filter(({ kept }) => kept);
  const machines = await Promise.all(runs.map(machinesOf));
  return machines.flat();
}

/** Containers of a run that carry its name were made for machines, not by a lab. */
async function machinesOf(run: InterruptedRun): Promise<readonly KeptMachine[]> {
  const { endpoint, runId, record } = run;
  const prefix = `labproof-${runId}-`;
  const containers = record
    .made()
    .filter(({ kind, name }) => kind === 'container' && name.startsWith(prefix));
  if (containers.length === 0) return [];
  await using upstream = new Upstream(endpoint);
  return await Promise.all(
    containers.map(async ({ id, name }) => {
      const signal = AbortSignal.timeout(ANSWER_DEADLINE);
      const found = await upstream
        .find<Inspected>(`/containers/${id}/json`, { signal })
        .then((answer) => answer?.State.Status ?? 'gone')
        .catch(() => 'unknown');
      return { run, endpoint, name: name.slice(prefix.length), container: name, state: found };
    }),
  );
}

/** In ms. */
const ANSWER_DEADLINE = 10_000;

interface Inspected {
  readonly State: { readonly Status: string };
}

/** The machines that a word means: a run, a run's machine as `RUN/NAME`, or the only one of that name. */
export function machinesNamed(word: string, machines: readonly KeptMachine[]): readonly KeptMachine[] {
  return machines.filter(
    ({ run: { runId }, name, container }) =>
      word === runId || word === `${runId}/${name}` || word === name || word === container,
  );
}
