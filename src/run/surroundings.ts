import { userInfo } from 'node:os';
import { join } from 'node:path';
import { dial } from '../docker/dial.ts';
import type { InsideEndpoint } from '../docker/endpoint.ts';
import type { Engine } from '../docker/engine.ts';
import { type ExecTarget, startExec } from '../docker/exec.ts';
import type { Front } from '../docker/front.ts';
import { Gateway } from '../docker/gateway/gateway.ts';
import type { Ledger } from '../docker/ledger.ts';
import { EngineWatch } from '../docker/watch.ts';
import type { Reader } from '../match/match.ts';
import { coveredSockets } from '../session/covered.ts';
import { execPlace } from '../session/exec-place.ts';
import { localPlace } from '../session/local-place.ts';
import type { Place } from '../session/place.ts';
import { copyIn } from './copy-in.ts';
import { makeDockerConfig } from './docker-config.ts';
import { type Files, LabFiles } from './files.ts';
import { MachineFiles } from './machine-files.ts';
import { machineEnvironment, sessionEnvironment } from './session-environment.ts';
import { Traces } from './traces.ts';

/** What a lab finds around it: the engine as it sees it, shells, a folder with files. */
export interface Surroundings {
  readonly front: Front;
  readonly place: Place;
  /** Program and arguments that start a shell there from here; undefined where there is no such way. */
  readonly enter: readonly string[] | undefined;
  /** Where its shells start and its files are. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Who types there. */
  readonly reader: Reader;
  readonly files: Files;
  /** What the lab writes of a computer that is not its own; undefined on one that is. */
  readonly traces: Traces | undefined;
  /** No command reaches another engine where engines usually listen. */
  readonly covered: boolean;
  /** To be called when all is provided that the lab needs: what is made from then on is the lab's. */
  begin(): Promise<void>;
}

export interface SurroundingsOptions {
  readonly base: string;
  readonly home: string;
  readonly work: string;
  readonly socketDirectory: string;
  readonly runId: string;
  readonly label: string;
  readonly ledger: Ledger;
  readonly env: NodeJS.ProcessEnv;
  /** Variables that the lab is given besides those. */
  readonly given: Readonly<Record<string, string>>;
  /** `work` is the lab's own and goes with it. */
  readonly ownFolder: boolean;
  readonly privileged: 'allow' | 'refuse';
  /** What a bounded `docker stop` waits before the kill, in s; undefined for what the engine waits. */
  readonly stopSeconds?: number;
}

export function openSurroundings(engine: Engine, options: SurroundingsOptions): Promise<Surroundings> {
  const { endpoint } = engine;
  if (endpoint.kind === 'none') return withoutEngine(engine, options);
  return endpoint.kind === 'inside' ? onMachine(endpoint, options) : behindGateway(engine, options);
}

/** '' for a user whom the system does not know by a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/** A lab that uses no docker, where there is none. */
async function withoutEngine(engine: Engine, options: SurroundingsOptions): Promise<Surroundings> {
  return {
    ...(await onThisComputer(options, join(options.socketDirectory, 'docker.sock'))),
    front: {
      endpoint: engine.endpoint,
      engineLost: false,
      notices: () => [],
      [Symbol.asyncDispose]: async () => {},
    },
    place: localPlace(engine.enter, options.base),
    enter: engine.enter,
    traces: new Traces([options.base, options.work], options.ledger),
    covered: false,
  };
}

/** What a lab has whose shells are started here; its docker is told of the socket. */
async function onThisComputer(
  { base, home, work, env, given, ownFolder }: SurroundingsOptions,
  socket: string,
): Promise<Pick<Surroundings, 'folder' | 'env' | 'reader' | 'files' | 'begin'>> {
  const dockerConfig = join(base, 'docker');
  await makeDockerConfig(dockerConfig, env);
  return {
    folder: work,
    env: sessionEnvironment(env, { socket, home, dockerConfig, given }),
    reader: { user: userName() },
    files: new LabFiles(work, { own: ownFolder }),
    begin: async () => {},
  };
}

/** Where the usual socket is, and where documents take it to be. */
const USUAL_SOCKET = '/run/docker.sock';

async function behindGateway(engine: Engine, options: SurroundingsOptions): Promise<Surroundings> {
  const { endpoint, enter, proc } = engine;
  const { base, work, runId, label, ledger, privileged, stopSeconds } = options;
  const traces = engine.kind === 'host' ? new Traces([base, work], ledger) : undefined;
  const gateway = await Gateway.open({
    ...{ endpoint, runId, label, ledger, proc, privileged },
    // Folders of an engine elsewhere are not seen from here.
    ...(traces && proc !== undefined && { bindsTo: traces.madeAt }),
    own: engine.kind === 'private',
    directory: options.socketDirectory,
    ...(stopSeconds === undefined ? {} : { stopSeconds }),
  });
  const computer = await onThisComputer(options, gateway.socketPath);
  const covered = await coveredSockets(enter, {
    socket: gateway.socketPath,
    places: [USUAL_SOCKET, ...(endpoint.kind === 'unix' ? [endpoint.path] : [])],
  });
  return {
    ...computer,
    front: gateway,
    place: localPlace(covered ?? enter, base),
    enter: covered ?? enter,
    traces,
    covered: covered !== undefined,
  };
}

/** A lab's folder on a machine of its own, which is root's. */
const MACHINE_FOLDER = '/root';

/** The machine's engine is the lab's alone, so its docker talks to it as it is. */
async function onMachine(endpoint: InsideEndpoint, options: SurroundingsOptions): Promise<Surroundings> {
  const { ledger, stopSeconds, ownFolder, work } = options;
  const folder = ownFolder ? MACHINE_FOLDER : work;
  const target: ExecTarget = { connect: () => dial(endpoint.via), container: endpoint.container };
  if (!ownFolder) await copyIn(target, work);
  const watch = new EngineWatch({ endpoint, ledger, ...(stopSeconds === undefined ? {} : { stopSeconds }) });
  return {
    front: watch,
    place: execPlace((exec) => startExec(target, exec)),
    enter: undefined,
    folder,
    env: machineEnvironment(options.env, { home: MACHINE_FOLDER, given: options.given }),
    reader: { user: 'root' },
    files: new MachineFiles(target, folder),
    traces: undefined,
    covered: true,
    begin: () => watch.begin(),
  };
}
