import type { Inventory } from '../command/inventory.ts';
import { volumesOf } from '../command/inventory.ts';
import type { Effect } from '../command/meaning.ts';
import type { CreatedContainer, CreatedNetwork } from '../command/objects.ts';

/** A check that follows from a command's words. */
export interface InferredCheck {
  readonly sentence: string;
  /** Verified only while this container runs: what it has on networks goes when it ends. */
  readonly whileRunning?: string;
}

/**
 * The checks of a command that succeeded: what its effects state about the engine. `inventory` is
 * that of the lab before the command; `shown` is the documented output, whose listed objects are
 * checked too.
 */
export function inferChecks(
  effects: readonly Effect[],
  inventory: Inventory,
  shown: string,
): readonly InferredCheck[] {
  const checks = effects
    .filter(({ certain }) => certain)
    .flatMap((effect) => ofEffect(effect, inventory, shown));
  const seen = new Set<string>();
  return checks.filter(({ sentence }) => !seen.has(sentence) && seen.add(sentence));
}

function ofEffect(effect: Effect, inventory: Inventory, shown: string): readonly InferredCheck[] {
  switch (effect.act) {
    case 'create':
      if (effect.object.kind === 'container') return ofContainer(effect.object, inventory);
      if (effect.object.kind === 'network')
        return isName(effect.object.name) ? [ofNetwork(effect.object)] : [];
      if (effect.object.kind === 'volume' || effect.object.kind === 'image') {
        const { kind, name } = effect.object;
        return isName(name) ? [{ sentence: `${kind} ${name} exists` }] : [];
      }
      return [];
    case 'change':
      return effect.names.filter(isName).flatMap((name) => ofChange(effect, name, inventory));
    case 'connect':
      return isName(effect.container) && isName(effect.network)
        ? [{ sentence: `container ${effect.container} is on network ${effect.network}` }]
        : [];
    case 'rename':
      return isName(effect.to) ? [{ sentence: `container ${effect.to} exists` }] : [];
    case 'list':
      return listed(effect.kind, inventory, shown);
    default:
      return [];
  }
}

const isName = (name: string | undefined): name is string =>
  name !== undefined && /^[a-zA-Z0-9][\w./:@-]*$/.test(name);

function ofNetwork({ name, driver, subnets, gateways, parent }: CreatedNetwork): InferredCheck {
  const facts = [
    `driver ${driver}`,
    ...(subnets.length === 1 ? [`subnet ${subnets[0]}`] : []),
    ...(gateways.length === 1 ? [`gateway ${gateways[0]}`] : []),
    ...(parent ? [`parent ${parent}`] : []),
  ];
  return { sentence: `network ${name} exists, ${facts.join(', ')}` };
}

/** Networks that are a mode of the container, not an attachment with an address. */
const MODES = /^(?:host|none|default|container:.*)$/;

function ofContainer(container: CreatedContainer, inventory: Inventory): readonly InferredCheck[] {
  const { name, running, detached, autoRemove, interactive, tty } = container;
  if (!isName(name)) return [];
  const staysUp = interactive && tty;
  if (!running) return [{ sentence: `container ${name} exists` }];
  if (!detached) return autoRemove || staysUp ? [] : [{ sentence: `container ${name} exists` }];
  const networks = container.networks.filter((network) => isName(network) && !MODES.test(network));
  // A program that ends at once takes its container with it under --rm.
  const up = staysUp || autoRemove ? 'is running' : 'has started';
  return [
    ...(autoRemove && !staysUp ? [] : [{ sentence: `container ${name} ${up}` }]),
    ...volumesOf(container).map((volume) => ({
      sentence: `volume ${volume} is mounted in container ${name}`,
      whileRunning: name,
    })),
    ...container.ports.flatMap(({ hostPort }) =>
      hostPort
        ? [{ sentence: `port ${hostPort} is published by container ${name}`, whileRunning: name }]
        : [],
    ),
    ...networks.flatMap((network) =>
      ofAttachment(name, network, { only: networks.length === 1, inventory }).map((sentence) => ({
        sentence,
        whileRunning: name,
      })),
    ),
  ];
}

function ofAttachment(
  container: string,
  network: string,
  { only, inventory }: { readonly only: boolean; readonly inventory: Inventory },
): readonly string[] {
  const made = inventory.find(network, 'network')?.object;
  const driver = made?.kind === 'network' ? made.driver : 'bridge';
  const layer2 = driver === 'bridge' || driver === 'macvlan';
  return [
    `container ${container} is on network ${network}`,
    ...(layer2 ? [`container ${container} has a MAC on ${network}`] : []),
    ...(driver === 'null' || driver === 'host'
      ? []
      : [`container ${container} has an IP in ${network}'s subnet`]),
    // With several networks the engine chooses one of them for the default route.
    ...(layer2 && only ? [`container ${container} routes via ${network}'s gateway`] : []),
  ];
}

function ofChange(
  effect: Extract<Effect, { act: 'change' }>,
  name: string,
  inventory: Inventory,
): readonly InferredCheck[] {
  const made = inventory.find(name, effect.kind)?.object;
  const autoRemove = made?.kind === 'container' && made.autoRemove;
  const gone = { sentence: `${effect.kind} ${name} is gone` };
  switch (effect.change) {
    case 'remove':
      return ['container', 'network', 'volume', 'image'].includes(effect.kind) ? [gone] : [];
    case 'stop':
      return [autoRemove ? gone : { sentence: `container ${name} is stopped` }];
    case 'pause':
      return [{ sentence: `container ${name} is paused` }];
    case 'unpause':
      return [{ sentence: `container ${name} is running` }];
    case 'start':
    case 'restart':
      return [{ sentence: `container ${name} has started` }];
    default:
      return [];
  }
}

/** The lab's own objects that the documented listing names. */
function listed(kind: string, inventory: Inventory, shown: string): readonly InferredCheck[] {
  if (kind !== 'network' && kind !== 'volume') return [];
  const words = new Set(shown.split(/\s+/));
  return inventory.present(kind).flatMap(({ name, object }) => {
    if (!words.has(name)) return [];
    const driver = object.kind === 'network' || object.kind === 'volume' ? object.driver : '';
    return [{ sentence: `${kind} ${name} is listed, driver ${driver}` }];
  });
}
