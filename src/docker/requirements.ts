import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { release } from 'node:os';
import { promisify } from 'node:util';
import type Docker from 'dockerode';
import { dial } from './dial.ts';
import type { Endpoint } from './endpoint.ts';
import type { Engine } from './engine.ts';
import { openClient } from './engine-client.ts';
import { execText } from './exec.ts';
import { gatewayLabelAt } from './gateway/nesting.ts';
import { Upstream } from './gateway/upstream.ts';
import { standardOutput } from './reader-stream.ts';

/** What is known of the machine an engine is on; undefined is not known. */
export interface HostFacts {
  /** Names of network interfaces, such as `eth0`. */
  readonly interfaces: readonly string[] | undefined;
  /** Network drivers that the engine has and, as far as that is known, its kernel supports. */
  readonly networkDrivers: readonly string[] | undefined;
  /** Ports that something listens on, such as `8080/tcp`. */
  readonly portsInUse: readonly string[] | undefined;
  /** Whether the kernel has VLAN interfaces (802.1q), which parents such as `eth0.10` need. */
  readonly vlan: boolean | undefined;
}

/** Of what the engine says of itself. */
interface EngineFacts {
  readonly KernelVersion: string;
  readonly Plugins?: { readonly Network?: readonly string[] };
}

/** Files of proc(5) that list the interfaces and the sockets of a network namespace. */
const TABLES = ['dev', 'tcp', 'tcp6', 'udp', 'udp6'].map((name) => `/proc/net/${name}`);
/** In bytes; a line per socket. */
const LONGEST_TABLES = 100e6;
const READ_TABLES = ['grep', '-H', '', ...TABLES];

/**
 * Finds out about the machine the engine is on, which may be another one or a virtual one: directly
 * when the engine is here, else through a throw-away container in its host's network.
 */
export async function probeEngineHost(engine: Pick<Engine, 'endpoint' | 'enter'>): Promise<HostFacts> {
  await using upstream = new Upstream(engine.endpoint);
  const [info, gateway] = await Promise.all([
    upstream.get<EngineFacts>('/info'),
    gatewayLabelAt(engine.endpoint),
  ]);
  const run = runnerOf(engine);
  const hasThisKernel = run.enters || info.KernelVersion === release();
  const isHere =
    run.enters || (hasThisKernel && gateway === undefined && (await listensHere(engine.endpoint)));
  const [tables, published, kernel] = await Promise.all([
    isHere ? run(READ_TABLES) : readThrough(engine.endpoint),
    publishedPorts(upstream),
    hasThisKernel ? kernelLinks(run) : undefined,
  ]);
  const drivers: readonly string[] | undefined = info.Plugins?.Network;
  const sockets = tables === undefined ? [] : portsOf(tables);
  return {
    interfaces: tables === undefined ? undefined : interfacesOf(tables),
    networkDrivers: drivers?.filter((name) => kernel?.get(name) !== false),
    portsInUse: [...new Set([...sockets, ...published])],
    vlan: kernel?.get('vlan'),
  };
}

/** The flag of a socket that listens, in /proc/net/unix; those it accepts have its path, too. */
const LISTENS = '00010000';

/** Whether the engine's socket belongs to this network namespace: proc_net(5) lists only those. */
async function listensHere(endpoint: Endpoint): Promise<boolean> {
  if (endpoint.kind !== 'unix') return false;
  const [sockets, path] = await Promise.all([
    readFile('/proc/net/unix', 'utf8').catch(() => ''),
    realpath(endpoint.path).catch(() => endpoint.path),
  ]);
  const listening = sockets
    .split('\n')
    .map((row) => row.split(/\s+/))
    .filter((row) => row[3] === LISTENS);
  const names = new Set([endpoint.path, path, path.replace(/^\/run\//, '/var/run/')]);
  return listening.some((row) => names.has(row.slice(7).join(' ')));
}

/** Labels are not needed: the container is removed before this returns. */
async function readThrough(endpoint: Endpoint): Promise<string | undefined> {
  using client = await openClient(endpoint);
  const { docker } = client;
  const images = await docker.listImages();
  const names = images.flatMap(({ RepoTags }) => RepoTags ?? []).filter((name) => !name.startsWith('<'));
  const small = names.find((name) => /^(?:alpine|busybox):/.test(name)) ?? names[0];
  if (small === undefined) return undefined;
  try {
    const container = await docker.createContainer({
      Image: small,
      Entrypoint: READ_TABLES.slice(0, 1),
      Cmd: READ_TABLES.slice(1),
      HostConfig: { NetworkMode: 'host' },
    });
    try {
      await container.start();
      await container.wait();
      const raw = await container.logs({ stdout: true, follow: false });
      return standardOutput(Buffer.isBuffer(raw) ? raw : Buffer.from(String(raw))) || undefined;
    } finally {
      await container.remove({ force: true, v: true });
    }
  } catch {
    // An image without grep, or an engine that allows no host network: then this is not known.
    return undefined;
  }
}

async function publishedPorts(upstream: Upstream): Promise<readonly string[]> {
  const containers = await upstream.get<readonly Docker.ContainerInfo[]>('/containers/json');
  return containers.flatMap(({ Ports }) =>
    Ports.flatMap(({ PublicPort, Type }) => (PublicPort ? [`${PublicPort}/${Type}`] : [])),
  );
}

/**
 * Whether the kernel makes links of these types. They are made in a network namespace that ends
 * with the attempt; the drivers' names are those of the link types.
 */
async function kernelLinks(run: Runner): Promise<ReadonlyMap<string, boolean> | undefined> {
  if (!run.asRoot) return undefined;
  const attempts = Object.entries({ macvlan: 'macvlan', ipvlan: 'ipvlan', vlan: 'vlan id 10' });
  const script = [
    'ip link add v0 type veth peer name v1 || exit 1',
    ...attempts.map(
      ([name, type]) => `ip link add link v0 name l0 type ${type} && echo ${name}; ip link del l0`,
    ),
    'exit 0',
  ].join('\n');
  const said = await run(['unshare', '--net', 'sh', '-c', script]);
  if (said === undefined) return undefined;
  const made = said.split('\n');
  return new Map(attempts.map(([name]) => [name, made.includes(name)]));
}

/** Runs a program where the engine is. Its standard output; undefined when it fails without one. */
interface Runner {
  (argv: readonly string[]): Promise<string | undefined>;
  /** The engine is in namespaces or a container, which the program enters. */
  readonly enters: boolean;
  readonly asRoot: boolean;
}

function runnerOf({ endpoint, enter }: Pick<Engine, 'endpoint' | 'enter'>): Runner {
  if (endpoint.kind !== 'inside') {
    const run = (argv: readonly string[]) => runHere([...enter, ...argv]);
    return Object.assign(run, { enters: enter.length > 0, asRoot: process.getuid?.() === 0 });
  }
  const target = { connect: () => dial(endpoint.via), container: endpoint.container };
  const run = async (argv: readonly string[]) => (await execText(target, { argv })).output || undefined;
  return Object.assign(run, { enters: true, asRoot: true });
}

async function runHere([program = '', ...args]: readonly string[]): Promise<string | undefined> {
  const running = promisify(execFile)(program, args, { maxBuffer: LONGEST_TABLES });
  running.child.stdin?.end();
  return running.then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout?: string }) => stdout || undefined,
  );
}

function interfacesOf(tables: string): readonly string[] {
  return rowsOf(tables, 'dev').flatMap((row) => /^\s*([^\s:]+):/.exec(row)?.[1] ?? []);
}

/** Field 2 is the local address in hexadecimal, field 4 the state: 0A is listening, 07 a bound UDP. */
function portsOf(tables: string): readonly string[] {
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) =>
    rowsOf(tables, table).flatMap((row) => {
      const [, local = '', , state] = row.trim().split(/\s+/);
      if (state !== (table.startsWith('tcp') ? '0A' : '07')) return [];
      return `${Number.parseInt(local.split(':')[1] ?? '', 16)}/${table.slice(0, 3)}`;
    }),
  );
}

function rowsOf(tables: string, table: string): readonly string[] {
  const prefix = `/proc/net/${table}:`;
  return tables
    .split('\n')
    .filter((line) => line.startsWith(prefix))
    .map((line) => line.slice(prefix.length));
}
