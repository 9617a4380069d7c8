import type { DockerCommand } from '../command/docker.ts';
import type { Inventory } from '../command/inventory.ts';
import type { Effect } from '../command/meaning.ts';
import type { CreatedContainer, PublishedPort } from '../command/objects.ts';
import { fullReference, isReference } from '../text/image-reference.ts';

/** What a command needs of the engine or its host before the lab begins. */
export type Requirement =
  | { readonly kind: 'image'; readonly name: string; readonly line: number }
  | { readonly kind: 'interface'; readonly name: string; readonly line: number }
  | { readonly kind: 'port'; readonly name: string; readonly line: number }
  | { readonly kind: 'driver'; readonly name: string; readonly line: number }
  /** The engine as the manager of a swarm, which the page does not make. */
  | { readonly kind: 'swarm'; readonly name: 'manager'; readonly line: number }
  /** A variable of the reader's shell. */
  | { readonly kind: 'variable'; readonly name: string; readonly line: number };

/** The requirements of a command's effects; images that the lab made before are none. */
export function requirementsOf(
  effects: readonly Effect[],
  inventory: Inventory,
  line: number,
): readonly Requirement[] {
  return effects.flatMap((effect): readonly Requirement[] => {
    if (effect.act !== 'create') return [];
    const { object } = effect;
    if (object.kind === 'container') {
      return [...imageRequirement(object.image, inventory, line), ...portRequirements(object.ports, line)];
    }
    if (object.kind === 'service') {
      return [...imageRequirement(object.image, inventory, line), ...portRequirements(object.ports, line)];
    }
    if (object.kind !== 'network') return [];
    return [
      ...(object.driver === 'bridge' || object.driver === ''
        ? []
        : [{ kind: 'driver', name: object.driver, line } as const]),
      ...(object.parent ? [{ kind: 'interface', name: object.parent, line } as const] : []),
    ];
  });
}

export function portRequirements(ports: readonly PublishedPort[], line: number): readonly Requirement[] {
  return ports.flatMap(({ hostPort, protocol }) =>
    hostPort ? [{ kind: 'port', name: `${hostPort}/${protocol}`, line } as const] : [],
  );
}

/** An image by its reference, unless the lab makes it or the word is no image reference. */
export function imageRequirement(image: string, inventory: Inventory, line: number): readonly Requirement[] {
  if (!isReference(image) || inventory.find(image, 'image')) return [];
  if (/^[0-9a-f]{12,64}$/.test(image)) return [];
  return [{ kind: 'image', name: fullReference(image), line }];
}

/**
 * An option that is glued to the value before it, such as `--name c1--net`: the words after it are
 * then not what they seem, and the image's absence is the command's fault, not the machine's.
 */
export function gluedOption({
  options,
}: Pick<DockerCommand | CreatedContainer, 'options'>): string | undefined {
  for (const [name, values] of options) {
    if (name === 'env' || name === 'label') continue;
    for (const value of values) {
      const glued =
        /[\w.]--(?:net|network|name|ip|rm|volume|publish|detach|env|hostname|link|restart|mount)$/.exec(
          value,
        );
      if (glued) return `--${name} ${value}`;
    }
  }
  return undefined;
}
