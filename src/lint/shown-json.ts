import type { DockerCommand } from '../command/docker.ts';
import { objectsBelow } from '../match/layouts/json-places.ts';
import type { Entry, Node, ObjectNode } from '../match/layouts/json-tree.ts';
import type { ObjectKind } from '../profile/verb.ts';
import type { Membership, Shown, ShownAddress, ShownOutput } from './shown-output.ts';

/** The objects and addresses that the answer of an `inspect` shows. */
export function shownInJson(nodes: readonly Node[], docker: DockerCommand): ShownOutput {
  const objects: Shown[] = [];
  const addresses: ShownAddress[] = [];
  const memberships: Membership[] = [];
  const about = docker.arguments.length === 1 ? docker.arguments[0]! : '';
  for (const object of nodes.flatMap(objectsBelow)) {
    const kind = kindOf(object, docker);
    const self = kind && shownObject(object, kind);
    if (self) objects.push(self);
    if (kind === 'network') {
      const network = self?.name ?? about;
      addresses.push(...rangesOf(object, network));
      for (const { key, line, value } of objectOf(object, 'Containers')?.entries ?? []) {
        const name = textOf(value, 'Name');
        if (!name || name.text === '') continue;
        objects.push({
          kind: 'container',
          name: name.text,
          id: HEX.test(key) ? key : '',
          line: name.line,
          idLine: line,
        });
        addresses.push(...addressesOf(value, ['IPv4Address'], { network, container: name.text }));
      }
    }
    const networks = objectOf(object, 'Networks');
    if (!networks || docker.verb === 'network inspect') continue;
    const joined = networks.entries.flatMap((entry) => joinedNetwork(entry));
    memberships.push({ container: about, networks: joined });
    for (const { key, value } of networks.entries) {
      addresses.push(...addressesOf(value, ['IPAddress', 'Gateway'], { network: key, container: about }));
    }
  }
  return { objects, addresses, memberships };
}

function kindOf(object: ObjectNode, { verb }: DockerCommand): ObjectKind | undefined {
  const has = (key: string): boolean => object.entries.some((entry) => entry.key === key);
  if (has('IPAM') && has('Driver')) return 'network';
  if (has('HostConfig') && has('State')) return 'container';
  if (has('Mountpoint') && has('Driver') && !has('Destination') && verb !== 'inspect') return 'volume';
  return undefined;
}

function shownObject(object: ObjectNode, kind: ObjectKind): Shown | undefined {
  const name = textOf(object, 'Name');
  const id = textOf(object, 'Id') ?? textOf(object, 'ID');
  const bare = name?.text.replace(/^\//, '') ?? '';
  if (!name || bare === '' || (kind === 'volume' && HEX.test(bare))) return undefined;
  const shown = id && HEX.test(id.text) ? id : undefined;
  const config = objectOf(object, 'Config');
  const told = kind === 'container' ? config && textOf(config, 'Image') : textOf(object, 'Driver');
  return {
    kind,
    name: bare,
    id: shown?.text ?? '',
    line: name.line,
    idLine: shown?.line ?? name.line,
    ...(told && {
      cells: new Map([[kind === 'container' ? 'IMAGE' : 'DRIVER', told.text]]),
      cellsLine: told.line,
    }),
  };
}

function joinedNetwork({ key, line, value }: Entry): readonly Shown[] {
  if (value.kind !== 'object' || key === '') return [];
  const id = textOf(value, 'NetworkID');
  const shown = id && HEX.test(id.text) ? id : undefined;
  return [{ kind: 'network', name: key, id: shown?.text ?? '', line, idLine: shown?.line ?? line }];
}

function rangesOf(object: ObjectNode, network: string): readonly ShownAddress[] {
  const config = objectOf(object, 'IPAM')?.entries.find(({ key }) => key === 'Config')?.value;
  if (config?.kind !== 'array') return [];
  return config.items.flatMap((item) => addressesOf(item, ['Subnet', 'Gateway'], { network, container: '' }));
}

function addressesOf(
  node: Node,
  keys: readonly string[],
  of: { readonly network: string; readonly container: string },
): readonly ShownAddress[] {
  return keys.flatMap((what) => {
    const found = textOf(node, what);
    return found && found.text !== '' ? [{ ...of, value: found.text, what, line: found.line }] : [];
  });
}

function objectOf(object: ObjectNode, key: string): ObjectNode | undefined {
  const value = object.entries.find((entry) => entry.key === key)?.value;
  return value?.kind === 'object' ? value : undefined;
}

function textOf(node: Node, key: string): { readonly text: string; readonly line: number } | undefined {
  if (node.kind !== 'object') return undefined;
  const entry = node.entries.find((one) => one.key === key);
  if (entry?.value.kind !== 'scalar' || typeof entry.value.value !== 'string') return undefined;
  return { text: entry.value.value, line: entry.value.line };
}

const HEX = /^[0-9a-f]{12,64}$/;
