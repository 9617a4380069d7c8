import type { Effect } from '../command/meaning.ts';
import type { CreatedContainer, CreatedNetwork } from '../command/objects.ts';
import { fullReference, parseReference } from '../text/image-reference.ts';

/** A value that the lab's own commands fix, so that document and live run must both show it. */
export interface PinnedValue {
  readonly value: string;
  readonly what: string;
  readonly kind: 'name' | 'subnet' | 'address' | 'gateway' | 'image' | 'port' | 'label' | 'other';
}

/** The values that a command's words pin. Words with expansions pin nothing. */
export function pinsOf(effects: readonly Effect[]): readonly PinnedValue[] {
  return effects
    .flatMap((effect) => ofEffect(effect))
    .filter(({ value }) => value !== '' && !/[$`]/.test(value));
}

function ofEffect(effect: Effect): readonly PinnedValue[] {
  if (effect.act === 'rename') return [{ value: effect.to, what: `container ${effect.to}`, kind: 'name' }];
  if (effect.act !== 'create') return [];
  const { object } = effect;
  if (object.kind === 'container') return ofContainer(object);
  if (object.kind === 'network') return ofNetwork(object);
  if (object.kind === 'image') return ofImage(object.name);
  return [{ value: object.name ?? '', what: `${object.kind} ${object.name}`, kind: 'name' }];
}

function ofNetwork({ name, subnets, gateways }: CreatedNetwork): readonly PinnedValue[] {
  const what = `network ${name}`;
  return [
    { value: name, what, kind: 'name' },
    ...subnets.map((value) => ({ value, what, kind: 'subnet' }) as const),
    ...gateways.map((value) => ({ value, what, kind: 'gateway' }) as const),
  ];
}

function ofContainer(container: CreatedContainer): readonly PinnedValue[] {
  const { name, ip, image, ports, options, volumes } = container;
  const what = name === undefined ? `a container of ${image}` : `container ${name}`;
  const values = (option: string, kind: PinnedValue['kind']): readonly PinnedValue[] =>
    (options.get(option) ?? []).map((value) => ({ value, what, kind }));
  return [
    { value: name ?? '', what, kind: 'name' },
    ...ofImage(image),
    { value: ip ?? '', what, kind: 'address' },
    ...values('ip6', 'address'),
    ...values('dns', 'address'),
    // `NAME:ADDRESS`, the address possibly one of IPv6.
    ...values('add-host', 'address').map((pin) => ({ ...pin, value: pin.value.replace(/^[^:=]*[:=]/, '') })),
    ...values('hostname', 'name'),
    ...values('network-alias', 'name'),
    ...values('mac-address', 'other'),
    ...values('label', 'label'),
    ...values('env', 'other'),
    ...ports.map(({ hostPort }) => ({ value: hostPort?.toString() ?? '', what, kind: 'port' }) as const),
    ...volumes
      .filter(({ source }) => /^[a-zA-Z0-9][\w.-]*$/.test(source))
      .map(({ source }) => ({ value: source, what: `volume ${source}`, kind: 'name' }) as const),
  ];
}

function ofImage(reference: string): readonly PinnedValue[] {
  const what = `image ${reference}`;
  const full = fullReference(reference);
  const { name } = parseReference(reference);
  return [...new Set([reference, full, name])].map((value) => ({ value, what, kind: 'image' }));
}
