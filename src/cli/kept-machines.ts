import { cleanUp } from '../docker/cleanup.ts';
import { type Endpoint, hostOf } from '../docker/endpoint.ts';
import { Upstream } from '../docker/gateway/upstream.ts';
import type { InterruptedRun } from '../docker/ledger.ts';
import { endKeptEngine, type KeptEngine, keptEngines, sharedFolder } from '../docker/private-remains.ts';
import { rememberedRuns } from './remembered-runs.ts';

/** A machine that `--keep` left; those of one lab have one run. */
export interface KeptMachine {
  readonly runId: string;
  /** Its hostname. */
  readonly name: string;
  readonly keptAt: string;
  /** Where it is: an engine, or this computer. */
  readonly engine: string;
  /** As the engine that it is on calls it; undefined where it is no container. */
  readonly container: string | undefined;
  /** Such as `running`; `gone` where somebody removed it, `unknown` where the engine does not answer. */
  readonly state: string;
  /** What starts a shell in it. */
  readonly shell: {
    readonly argv: readonly string[];
    readonly env: Record<string, string>;
    readonly cwd?: string;
  };
  /** Removes all machines of its run; what could not be. */
  removeRun(): Promise<readonly { readonly kind: string; readonly name: string; readonly why: string }[]>;
}

/** How long the removal of a lab's machines may take, in ms. */
const DEADLINE = 120_000;

export async function keptMachines(directory: string): Promise<readonly KeptMachine[]> {
  const runs = (await rememberedRuns(directory)).filter(({ kept }) => kept);
  const machines = await Promise.all(runs.map(containersOf));
  return [...machines.flat(), ...(await namespaceMachines(directory))];
}

/** Machines in namespaces of this computer that `--keep` left. */
export async function namespaceMachines(directory: string): Promise<readonly KeptMachine[]> {
  const engines = await keptEngines(directory);
  return engines.map((engine): KeptMachine => {
    const { run, hostname, keptAt, folder } = engine.record;
    return {
      runId: run,
      name: hostname,
      keptAt,
      engine: 'this computer',
      container: undefined,
      state: 'running',
      shell: shellIn(engine, folder),
      removeRun: async () => {
        const all = engines.filter(({ record }) => record.run === run);
        const left = await Promise.all(
          all.map((one) =>
            endKeptEngine(one).then(
              () => [],
              ({ message }: Error) => [{ kind: 'machine', name: one.record.hostname, why: message }],
            ),
          ),
        );
        return left.flat();
      },
    };
  });
}

function shellIn({ name, directory }: KeptEngine, folder: string): KeptMachine['shell'] {
  const DOCKER_HOST = `unix://${sharedFolder(name)}/docker.sock`;
  return {
    argv: ['/bin/sh', `${directory}/enter`, 'bash'],
    env: { DOCKER_HOST, DOCKER_CONTEXT: '', HOME: folder },
    cwd: folder,
  };
}

/** Containers of a run that carry its name were made for machines, not by a lab. */
async function containersOf(run: InterruptedRun): Promise<readonly KeptMachine[]> {
  const { endpoint, runId, label, record } = run;
  const prefix = `labproof-${runId}-`;
  const containers = record
    .made()
    .filter(({ kind, name }) => kind === 'container' && name.startsWith(prefix));
  if (containers.length === 0) return [];
  await using upstream = new Upstream(endpoint);
  return await Promise.all(
    containers.map(async ({ id, name }): Promise<KeptMachine> => {
      const signal = AbortSignal.timeout(ANSWER_DEADLINE);
      const state = await upstream
        .find<Inspected>(`/containers/${id}/json`, { signal })
        .then((answer) => answer?.State.Status ?? 'gone')
        .catch(() => 'unknown');
      const terminal = process.stdin.isTTY ? '-it' : '-i';
      return {
        runId,
        name: name.slice(prefix.length),
        keptAt: run.startedAt.toISOString(),
        engine: hostOf(endpoint),
        container: name,
        state,
        shell: { argv: ['docker', ...engineArguments(endpoint), 'exec', terminal, name, 'bash'], env: {} },
        removeRun: async () => {
          const { left } = await cleanUp({ endpoint, runId, label, ledger: record, deadlineMs: DEADLINE });
          if (left.length === 0) await run.forget();
          return left;
        },
      };
    }),
  );
}

/** What tells the docker command line which engine to use. */
function engineArguments(endpoint: Endpoint): readonly string[] {
  const tls = endpoint.kind === 'tcp' ? endpoint.tls : undefined;
  const files = tls
    ? ([
        ['ca', 'cacert'],
        ['cert', 'cert'],
        ['key', 'key'],
      ] as const)
    : [];
  return [
    '--host',
    hostOf(endpoint),
    ...(tls ? [tls.verify ? '--tlsverify' : '--tls'] : []),
    ...files.flatMap(([field, option]) => (tls?.[field] === undefined ? [] : [`--tls${option}`, tls[field]])),
  ];
}

/** In ms. */
const ANSWER_DEADLINE = 10_000;

interface Inspected {
  readonly State: { readonly Status: string };
}

/** The machines that a word means: a run, a run's machine as `RUN/NAME`, or the only one of that name. */
export function machinesNamed(word: string, machines: readonly KeptMachine[]): readonly KeptMachine[] {
  return machines.filter(
    ({ runId, name, container }) =>
      word === runId || word === `${runId}/${name}` || word === name || word === container,
  );
}
