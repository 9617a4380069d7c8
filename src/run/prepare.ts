import { dirname, resolve } from 'node:path';
import { cacheDirectory } from '../docker/cache-directory.ts';
import type { Endpoint } from '../docker/endpoint.ts';
import type { Engine } from '../docker/engine.ts';
import { provideImages } from '../docker/images.ts';
import { type HostFacts, probeEngineHost } from '../docker/requirements.ts';
import { makeSwarm } from '../docker/swarm.ts';
import type { Skip } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { Plan } from '../plan/plan.ts';
import type { Requirement } from '../plan/requirements.ts';

export interface PrepareOptions {
  readonly engine: Engine;
  /** Where the lab's engine is reached: what is provided there is the run's own and is removed with it. */
  readonly endpoint: Endpoint;
  /** The folder or tar of `--images`. */
  readonly images: string | undefined;
  /** Whether an engine of the host is made a swarm for a page that needs one; a machine of the lab's own is anyhow. */
  readonly swarm?: boolean | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Provides what can be provided, and says of every requirement of the lab why it is not met. */
export async function prepareLab(
  plan: Plan,
  options: PrepareOptions,
): Promise<(requirement: Requirement) => Skip | undefined> {
  const requirements = plan.commands.flatMap((command) => command.requirements);
  const names = (kind: Requirement['kind']): readonly string[] => [
    ...new Set(requirements.filter((requirement) => requirement.kind === kind).map(({ name }) => name)),
  ];
  if (wantsSwarm(plan, options, names('swarm').length > 0)) await makeSwarm(options.endpoint);
  // The machine is looked at while images are fetched.
  const probed =
    names('interface').length + names('driver').length + names('port').length > 0
      ? probeEngineHost(options.engine)
      : undefined;
  probed?.catch(() => {});
  const lacking = new Map<string, Problem>();
  for (const reference of names('image')) {
    const [problem] = await provideImages({
      endpoint: options.endpoint,
      references: [reference],
      ...(options.images === undefined ? {} : { images: options.images }),
      contexts: contextsOf(plan),
      cacheDirectory: cacheDirectory(options.env),
      env: options.env,
      signal: options.signal,
    });
    if (problem) lacking.set(reference, problem);
  }
  const facts = await probed;
  return (requirement) => {
    if (requirement.kind === 'image') {
      const problem = lacking.get(requirement.name);
      if (problem && WINDOWS.test(requirement.name))
        return {
          reason: 'platform',
          message: `${requirement.name} is an image of Windows, which no engine on Linux runs`,
          hint: 'run it on an engine on Windows',
        };
      return (
        problem && {
          reason: 'image',
          message: problem.message,
          hint: `docker pull ${requirement.name} where a registry is reached, or --images`,
          image: requirement.name,
        }
      );
    }
    return facts && unmet(requirement, facts);
  };
}

/** The document itself decides first. */
function wantsSwarm({ lab }: Plan, { engine, swarm }: PrepareOptions, isNeeded: boolean): boolean {
  return lab.frontMatter.swarm ?? (isNeeded && (engine.kind === 'private' || swarm === true));
}

/** Images of Windows. Source: the Microsoft Container Registry and what was there before it. */
const WINDOWS =
  /^(?:mcr\.microsoft\.com\/|microsoft\/)(?:windows|nanoserver|windowsservercore|iis)\b|nanoserver|servercore/;

function unmet({ kind, name }: Requirement, facts: HostFacts): Skip | undefined {
  switch (kind) {
    case 'interface': {
      const parent = name.split('.')[0]!;
      if (
        facts.interfaces === undefined ||
        facts.interfaces.includes(name) ||
        facts.interfaces.includes(parent)
      )
        return undefined;
      return {
        reason: 'platform',
        message: `the engine's host has no interface ${name} (it has ${facts.interfaces.join(', ')})`,
        hint: '--var parent=NAME with one of them, or --engine private, which has eth0 and eth1',
      };
    }
    case 'driver':
      if (facts.networkDrivers === undefined || facts.networkDrivers.includes(name)) return undefined;
      return {
        reason: 'platform',
        message: `the engine has no network driver ${name}`,
        hint: `run it on an engine with the driver ${name}`,
      };
    case 'port':
      if (!facts.portsInUse?.includes(name)) return undefined;
      return {
        reason: 'platform',
        message: `port ${name} of the engine's host is in use`,
        hint: '--engine private, or free the port',
      };
    default:
      return undefined;
  }
}

/** The build contexts of the front matter, which are named from the document's folder. */
export function contextsOf({ lab }: Plan): Record<string, string> {
  const folder = dirname(resolve(lab.file));
  return Object.fromEntries(
    Object.entries(lab.frontMatter.images).map(([name, path]) => [name, resolve(folder, path)]),
  );
}
