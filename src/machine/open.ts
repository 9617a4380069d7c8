import { hostname } from 'node:os';
import { choosesEngine } from '../docker/endpoint.ts';
import { engineRootFor, isOfVersion } from '../docker/engine-roots.ts';
import { openHostEngine } from '../docker/host.ts';
import { noEngine } from '../docker/no-engine.ts';
import { roomProblem } from '../docker/room.ts';
import type { Problem } from '../model/problem.ts';
import { localPlace } from '../session/local-place.ts';
import { openContainerMachines } from './container.ts';
import type { Machine, MachineOptions } from './machine.ts';
import { openNamespaceMachines } from './namespace.ts';

/**
 * The machines that were asked for, all of them or none; none where nothing can be kept of what is made. `auto` is the engine that the environment
 * names, which has to answer; else machines of the lab's own, where they can be had; else the host's
 * engine. An engine of another version than was asked for is none.
 */
export async function openMachines(options: MachineOptions): Promise<readonly Machine[] | Problem> {
  const { choice, env, stateDirectory, names } = options;
  const noRoom = await roomProblem(stateDirectory);
  if (noRoom) return noRoom;
  const { engineVersion } = options;
  const openOwn = async () => {
    const root = await engineRootFor(env, engineVersion);
    return ofVersion(
      engineVersion,
      await openNamespaceMachines({ names, env, stateDirectory, ...(root && { root }) }),
    );
  };
  const openContainers = async (engine?: string) =>
    ofVersion(
      engineVersion,
      await openContainerMachines({
        ...{ names, env, stateDirectory, image: options.machineImage, engineVersion },
        ...(engine === undefined ? {} : { engine }),
      }),
    );
  if (choice === 'container') return openContainers();
  if (typeof choice === 'object' && 'container' in choice) return openContainers(choice.container);
  if (choice === 'private') return either(await openOwn(), openContainers);
  const named = typeof choice === 'object' ? choice.named : undefined;
  const openTheHost = async () => ofVersion(engineVersion, await openHost(env, { names, named }));
  if (choice !== 'auto') return openTheHost();
  if (await choosesEngine(env)) {
    const chosen = await openTheHost();
    return 'severity' in chosen
      ? { ...chosen, hint: `${chosen.hint ?? ''} ${PRIVATE_INSTEAD}`.trim() }
      : chosen;
  }
  const own = await openOwn();
  if (!('severity' in own)) return own;
  const host = await openTheHost();
  if (!('severity' in host)) return host;
  return {
    severity: 'error',
    code: 'no-engine',
    message: `no Docker engine: ${host.message}; ${own.message}`,
    hint: [own.hint, host.hint].filter(Boolean).join(' Or: '),
  };
}

/** This computer, for a lab that needs no engine where there is none. */
export function withoutEngine(): Machine {
  const engine = noEngine();
  return {
    ...engine,
    name: hostname(),
    backend: 'host',
    address: undefined,
    place: localPlace(engine.enter),
  };
}

/** Those that have the engine that was asked for; else they go again. */
async function ofVersion(
  wanted: string | undefined,
  opened: readonly Machine[] | Problem,
): Promise<readonly Machine[] | Problem> {
  if ('severity' in opened || wanted === undefined) return opened;
  const other = opened.find(({ version }) => !isOfVersion(version, wanted));
  if (!other) return opened;
  await Promise.all(opened.map((machine) => machine[Symbol.asyncDispose]()));
  return {
    severity: 'error',
    code: 'engine-version',
    message: `docker ${wanted} is asked for, and ${WHERE[other.backend]} has ${other.version}`,
    hint: HINT[other.backend],
  };
}

const WHERE = { host: 'the engine', namespace: 'this computer', container: 'the image of machines' };
const HINT = {
  host: 'Use --engine container, which makes machines of other versions.',
  namespace:
    'Name a root file system with that dockerd in LABPROOF_ENGINE_ROOT, or use --engine container, which makes machines of other versions.',
  container: 'Name an image with that engine with --machine-image.',
};

/** What one backend lacks another may have. */
async function either(
  first: readonly Machine[] | Problem,
  second: () => Promise<readonly Machine[] | Problem>,
): Promise<readonly Machine[] | Problem> {
  if (!('severity' in first)) return first;
  const other = await second();
  if (!('severity' in other)) return other;
  const hint = [first.hint, other.hint].filter(Boolean).join(' Or: ');
  return { ...first, message: `${first.message}; ${other.message}`, hint };
}

const PRIVATE_INSTEAD = 'Or: --engine private.';

async function openHost(
  env: NodeJS.ProcessEnv,
  { names, named }: { readonly names: readonly string[]; readonly named: string | undefined },
): Promise<readonly Machine[] | Problem> {
  const engine = await openHostEngine(env, named);
  if ('severity' in engine) return engine;
  if (names.length > 1) {
    await engine[Symbol.asyncDispose]();
    return {
      severity: 'error',
      code: 'machines',
      message: `${names.length} machines are asked for, and an engine that is there already is one`,
      hint: '--engine private',
    };
  }
  const place = localPlace(engine.enter);
  return [{ ...engine, name: hostname(), backend: 'host', address: undefined, place }];
}
