import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { DockerVersion } from 'dockerode';
import { dial } from '../docker/dial.ts';
import { type Endpoint, hostOf, type InsideEndpoint } from '../docker/endpoint.ts';
import { type ExecTarget, execText, startExec } from '../docker/exec.ts';
import { runLabelAt } from '../docker/gateway/nesting.ts';
import { Upstream } from '../docker/gateway/upstream.ts';
import { openHostEngine } from '../docker/host.ts';
import { Ledger } from '../docker/ledger.ts';
import { workLimit } from '../docker/work-time.ts';
import type { Problem } from '../model/problem.ts';
import { execPlace } from '../session/exec-place.ts';
import { provideMachineImage } from './container-image.ts';
import { holdLease } from './container-lease.ts';
import { type MachineContainer, MachineObjects } from './container-objects.ts';
import { keptFile, logFile, plugInScript } from './container-script.ts';
import type { Machine } from './machine.ts';

export interface ContainerMachineOptions {
  /** Hostnames, at least one. */
  readonly names: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stateDirectory: string;
  /** The engine, by its address or a Docker context; by default the one that docker would use. */
  readonly engine?: string;
  /** Of the engine in them, such as `28.5`; by default that of the engine they are on. */
  readonly engineVersion?: string | undefined;
  /** What machines are made of; by default built of the engine's official image. */
  readonly image?: string | undefined;
}

/** The time an engine in a container has to start, in ms; one takes about a second. */
const START_DEADLINE = 60_000;

/**
 * Machines that are privileged containers of an engine, each with an engine of its own; all of them or
 * none. What is made on the engine for them carries the label of a run of their own, is on record like
 * what a lab makes, and goes when the last of them is disposed of. A machine whose owner is gone ends by
 * itself.
 */
export async function openContainerMachines(
  options: ContainerMachineOptions,
): Promise<readonly Machine[] | Problem> {
  const outer = await openHostEngine(options.env, options.engine);
  if ('severity' in outer) return outer;
  const { endpoint, version } = outer;
  const image = await provideMachineImage({
    endpoint,
    version: options.engineVersion ?? version,
    image: options.image,
  });
  if (typeof image !== 'string') return image;
  const runId = randomBytes(6).toString('hex');
  const label = await runLabelAt(endpoint);
  const ledger = await Ledger.open({ directory: options.stateDirectory, runId, label, endpoint });
  const objects = new MachineObjects({ endpoint, runId, label, ledger });
  try {
    const { names } = options;
    const containers = await objects.make({ names, image });
    if (names.length > 1)
      await Promise.all(containers.map(({ id }) => plugIn(endpoint, id, { names, containers })));
    const opened = await Promise.all(
      containers.map((container, index) =>
        openMachine({ ...container, name: names[index]!, via: endpoint, objects }),
      ),
    );
    const failed = opened.find((machine): machine is Problem => 'severity' in machine);
    if (failed === undefined) return opened as readonly Machine[];
    for (const machine of opened) if (!('severity' in machine)) await machine[Symbol.asyncDispose]();
    await objects.remove();
    return failed;
  } catch (error) {
    await objects.remove();
    return refusal(endpoint, error as Error);
  }
}

/** Tells one of several machines the names of all, and takes from its eth1 the address that docker gave it. */
async function plugIn(
  via: Endpoint,
  id: string,
  all: { readonly names: readonly string[]; readonly containers: readonly { readonly address: string }[] },
): Promise<void> {
  const hosts = all.containers.map(({ address }, index) => `${address}\t${all.names[index]}\n`);
  const { errors, status } = await execText(
    { connect: () => dial(via), container: id },
    { argv: ['sh', '-c', plugInScript, 'labproof', ...all.names], input: hosts.join('') },
  );
  if (status !== 0) throw new Error(errors.trim());
}

interface Opening extends MachineContainer {
  readonly name: string;
  readonly via: Endpoint;
  readonly objects: MachineObjects;
}

async function openMachine({
  id,
  container,
  address,
  name,
  via,
  objects,
}: Opening): Promise<Machine | Problem> {
  const target: ExecTarget = { connect: () => dial(via), container: id };
  const lease = holdLease(target);
  const endpoint: InsideEndpoint = { kind: 'inside', container: id, via };
  const answer = await firstAnswer(endpoint);
  if (answer instanceof Error) {
    lease.end();
    return notStarted(answer, await logOf(target));
  }
  return {
    kind: 'private',
    backend: 'container',
    name,
    address,
    endpoint,
    version: answer.Version,
    apiVersion: answer.ApiVersion,
    enter: [],
    proc: undefined,
    folder: tmpdir(),
    dataRoot: '/var/lib/docker',
    place: execPlace((options) => startExec(target, options)),
    keep: async () => {
      await execText(target, { argv: ['touch', keptFile] });
      await objects.keep();
      return `docker exec -it ${container} bash`;
    },
    [Symbol.asyncDispose]: async () => {
      lease.end();
      await objects.leave(id);
    },
  };
}

/** What the engine inside says of itself once it serves, or why it doesn't. */
async function firstAnswer(endpoint: InsideEndpoint): Promise<DockerVersion | Error> {
  await using upstream = new Upstream(endpoint);
  const signal = workLimit(START_DEADLINE);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await upstream.get<DockerVersion>('/version', { signal });
    } catch (error) {
      if (attempt === 2 || signal.aborted) return error as Error;
      await delay(100);
    }
  }
}

async function logOf(target: ExecTarget): Promise<string> {
  const argv = ['tail', '-n', '50', logFile];
  return (await execText(target, { argv }).catch(() => undefined))?.output ?? '';
}

/** The line of dockerd's log that says why it gave up, without its time and level. */
function notStarted(error: Error, log: string): Problem {
  const lines = log.trimEnd().split('\n');
  const fatal = lines.findLast((line) => /level=fatal|^failed to start|not found/.test(line)) ?? lines.at(-1);
  const said = /msg="((?:[^"\\]|\\.)*)"/.exec(fatal ?? '')?.[1] ?? fatal;
  return {
    severity: 'error',
    code: 'container-machine',
    message: `no machine: the engine in the container did not start: ${said || error.message}`,
    hint: 'The image must have dockerd, docker, bash and iproute2; see --machine-image. Or: --engine host.',
  };
}

function refusal(endpoint: Endpoint, error: Error): Problem {
  return {
    severity: 'error',
    code: 'container-machine',
    message: `no machine: the engine at ${hostOf(endpoint)} refused it: ${error.message}`,
    hint: 'Machines are privileged containers. Name an engine that runs them with --engine-pool, or use --engine host, where labs run behind the gateway.',
  };
}
