import type { DockerCommand } from '../command/docker.ts';
import type { Inventory } from '../command/inventory.ts';
import { imageName } from '../command/inventory.ts';
import type { Effect } from '../command/meaning.ts';
import { type CreatedContainer, type PublishedPort, publishedPort } from '../command/objects.ts';

/** What a command needs of the engine or its host before the lab begins. */
export type Requirement =
  | { readonly kind: 'image'; readonly name: string; readonly line: number }
  | { readonly kind: 'interface'; readonly name: string; readonly line: number }
  | { readonly kind: 'port'; readonly name: string; readonly line: number }
  | { readonly kind: 'driver'; readonly name: string; readonly line: number };

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
  if (!/^[a-z0-9][\w./:@-]*$/.test(image) || inventory.find(image, 'image')) return [];
  if (/^[0-9a-f]{12,64}$/.test(image)) return [];
  return [{ kind: 'image', name: imageName(image), line }];
}

/** Base images of a Dockerfile: what `FROM` names, but not `scratch`, stages or variables. */
export function baseImages(dockerfile: string): readonly string[] {
  const stages = new Set<string>(['scratch']);
  return dockerfile.split('\n').flatMap((text) => {
    const match = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(text);
    if (!match) return [];
    const [, image = '', stage] = match;
    const base = !stages.has(image.toLowerCase()) && !image.includes('$') ? [image] : [];
    if (stage) stages.add(stage.toLowerCase());
    return base;
  });
}

/** Images of a compose file's services; beside `build`, `image` names what is built. */
export function composeImages(file: string): readonly string[] {
  const lines = file.split('\n').filter((text) => /^\s*[^\s#]/.test(text));
  const keys = lines.map((text) => ({
    indent: /^\s*/.exec(text)![0].length,
    builds: /^\s+build:/.test(text),
    image: /^\s+image:\s*["']?([^\s"'$#]+)["']?\s*$/.exec(text)?.[1],
  }));
  const images: string[] = [];
  // The image of the service that the lines are in, until it is known not to be built.
  let service: { readonly indent: number; built: boolean; image?: string } | undefined;
  const close = (): void => {
    if (service?.image !== undefined && !service.built) images.push(service.image);
    service = undefined;
  };
  for (const { indent, builds, image } of keys) {
    if (service && indent < service.indent) close();
    if (!builds && image === undefined) continue;
    service ??= { indent, built: false };
    if (indent !== service.indent) continue;
    service.built ||= builds;
    if (image !== undefined) service.image = image;
  }
  close();
  return images;
}

/** Ports that a compose file's services publish, in the short and in the long form. */
export function composePorts(file: string): readonly PublishedPort[] {
  const ports: PublishedPort[] = [];
  // How far the key `ports` is indented whose list the lines are in.
  let list: number | undefined;
  for (const line of file.split('\n').filter((text) => /^\s*[^\s#]/.test(text))) {
    const indent = line.search(/\S/);
    const [, item, value = ''] = /^\s*(- *)?(?:published:\s*)?["']?([^"'#\s]*)/.exec(line) ?? [];
    if (list !== undefined && indent <= list && !(indent === list && item)) list = undefined;
    if (list !== undefined && (item || /^\s*published:/.test(line))) {
      ports.push(...publishedPort(/^\s*(?:- *)?published:/.test(line) ? `${value}:1` : value));
    }
    if (/^\s+ports:\s*$/.test(line)) list = indent;
  }
  return ports;
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
