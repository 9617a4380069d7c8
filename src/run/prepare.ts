import type { Engine } from '../docker/engine.ts';
import { provideImages } from '../docker/images.ts';
import { type HostFacts, probeEngineHost } from '../docker/requirements.ts';
import type { Skip } from '../model/lab.ts';
import type { Plan } from '../plan/plan.ts';
import type { Requirement } from '../plan/requirements.ts';

export interface PrepareOptions {
  readonly engine: Engine;
  /** The gateway's socket: what is provided through it is the run's own and is removed with it. */
  readonly socket: string;
  /** The folder or tar of `--images`. */
  readonly images: string | undefined;
  readonly env: NodeJS.ProcessEnv;
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
  const images = names('image');
  const problems =
    images.length === 0
      ? new Map()
      : await provideImages({
          endpoint: { kind: 'unix', path: options.socket },
          references: images,
          images: options.images,
          contexts: plan.lab.frontMatter.images,
          document: plan.lab.file,
          env: options.env,
        });
  const facts =
    names('interface').length + names('driver').length + names('port').length > 0
      ? await probeEngineHost(options.engine)
      : undefined;
  return (requirement) => {
    if (requirement.kind === 'image') {
      const problem = problems.get(requirement.name);
      return problem && { reason: 'image', message: problem.message, hint: problem.hint };
    }
    return facts && unmet(requirement, facts);
  };
}

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
