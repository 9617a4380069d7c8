import { Inventory } from '../../src/command/inventory.ts';
import type { GoalView, GuideEvent } from '../../src/guide/goal.ts';
import { Guide } from '../../src/guide/guide.ts';
import type { GuideContext } from '../../src/guide/way.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import type { ContainerState, EngineReader, NetworkState } from '../../src/model/engine.ts';
import type { Skip } from '../../src/model/lab.ts';
import type { EngineObject } from '../../src/model/verdict.ts';
import { planLab } from '../../src/plan/plan.ts';

/** An engine whose objects a test puts there and takes away. */
export class World implements EngineReader {
  readonly networks = new Map<string, NetworkState>();
  readonly containers = new Map<string, ContainerState>();
  /** What the author's checks find wrong. */
  verdict = '';
  /** What the computer has not, as what is typed says. */
  lack: Skip | undefined;
  /** How often it was asked for anything. */
  asked = 0;

  async network(name: string) {
    this.asked += 1;
    return this.networks.get(name);
  }
  async networkNames() {
    return [...this.networks.keys()];
  }
  async container(name: string) {
    this.asked += 1;
    return this.containers.get(name) ?? [...this.containers.values()].find(({ id }) => id.startsWith(name));
  }
  async volume() {
    return undefined;
  }
  async tasks() {
    return [];
  }
  async image() {
    return undefined;
  }
  async runIn(name: string) {
    const container = this.containers.get(name);
    const gateway = Object.values(container?.networks ?? {})[0]?.gateway ?? '';
    return container?.running ? `default via ${gateway} dev eth0\n` : undefined;
  }
  async swarm() {
    return undefined;
  }
  async logs() {
    return '';
  }

  made(): readonly EngineObject[] {
    return [
      ...[...this.networks.values()].map(({ id, name }) => ({ kind: 'network' as const, id, name })),
      ...[...this.containers.values()].map(({ id, name }) => ({ kind: 'container' as const, id, name })),
    ];
  }

  addNetwork(name: string, parts: Partial<NetworkState> = {}): void {
    this.networks.set(name, {
      id: `a0${this.networks.size}c2b7e0d413`,
      name,
      driver: 'macvlan',
      subnets: [{ subnet: '198.51.100.0/24', gateway: '198.51.100.1' }],
      options: { parent: 'eth1' },
      internal: false,
      ...parts,
    });
  }

  addContainer(name: string, network: string, parts: Partial<ContainerState> = {}): void {
    const [pool] = this.networks.get(network)?.subnets ?? [];
    this.containers.set(name, {
      id: `b0${this.containers.size}c2b7e0d413`,
      name,
      image: 'alpine',
      running: true,
      paused: false,
      exitCode: 0,
      health: '',
      networks: {
        [network]: {
          ip: (pool?.subnet ?? '172.17.0.0/16').replace(/0\/\d+$/, '2'),
          mac: '02:42:c6:33:64:02',
          gateway: pool?.gateway ?? '172.17.0.1',
          prefixLength: 24,
        },
      },
      mounts: [],
      ports: [],
      ...parts,
    });
  }
}

export interface Desk {
  readonly world: World;
  /** The engine of another machine, where the document has several. */
  worldOf(machine: string): World;
  /** Of the learner's, by path. */
  readonly files: Map<string, string>;
  readonly guide: Guide;
  readonly events: GuideEvent[];
  /** Types a command; what it does to the engine happens first, as it does before a prompt comes back. */
  type(script: string, output?: string, exitCode?: number): Promise<void>;
  typeAt(machine: string, script: string, output?: string, exitCode?: number): Promise<void>;
  typeInside(script: string, output: string): Promise<void>;
  /** The engine tells of a change to an object. */
  tell(kind: string, action: string, name: string): Promise<void>;
  goals(step: number): readonly GoalView[];
  /** The states of a step's goals, such as `met met open`. */
  states(step: number): string;
  said(type: GuideEvent['type']): readonly string[];
}

/** A learner's desk with a document on it and an engine that has nothing but images. */
export function desk(text: string): Desk {
  const plan = planLab(parseLab('lab.md', text));
  const worlds = new Map(plan.lab.machines.map(({ name }) => [name, new World()]));
  const world = [...worlds.values()][0] ?? new World();
  const machineAt = (engine: World) => ({ engine, inventory: new Inventory(), made: () => engine.made() });
  const context: GuideContext = {
    plan,
    ...machineAt(world),
    correspondence: new Correspondence(),
    ...(worlds.size > 0 && {
      several: {
        addresses: new Map([...worlds.keys()].map((name, at) => [name, `192.0.2.1${at}`])),
        contexts: new Map([...worlds].map(([name, engine]) => [name, machineAt(engine)])),
      },
    }),
    options: { skipTags: new Set(['slow']) },
  };
  const events: GuideEvent[] = [];
  const files = new Map<string, string>();
  const guide = new Guide(context, (event) => events.push(event), {
    readFile: async (path, { folder }) => files.get(folder === undefined ? path : `${folder}/${path}`),
    verify: async () => world.verdict,
    lacks: async () => world.lack,
  });
  const goals = (step: number): readonly GoalView[] => guide.view().steps[step - 1]?.goals ?? [];
  return {
    world,
    worldOf: (machine) => worlds.get(machine)!,
    files,
    guide,
    events,
    type: (script, output = '', exitCode = 0) =>
      guide.learnerRan({ script, output, exitCode, inside: false }),
    typeAt: (machine, script, output = '', exitCode = 0) =>
      guide.learnerRan({ script, output, exitCode, inside: false, machine }),
    typeInside: (script, output) => guide.learnerRan({ script, output, exitCode: undefined, inside: true }),
    tell: (kind, action, name) => guide.engineChanged([{ kind, action, names: [name] }]),
    goals,
    states: (step) =>
      goals(step)
        .map(({ status }) => status)
        .join(' '),
    said: (type) =>
      events.flatMap((event) => {
        if (event.type !== type) return [];
        if ('goal' in event) return [`${event.goal.sentence}: ${event.goal.found}; ${event.goal.mend}`];
        return 'text' in event ? [event.text] : 'step' in event ? [String(event.step)] : [''];
      }),
  };
}
