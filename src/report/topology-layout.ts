import type { ContainerState, NetworkState } from '../model/engine.ts';
import type { Topology } from './record.ts';
import { addressesOf, containerFacts, gatewayText, labelsOf, networkFacts } from './topology-words.ts';

/** A picture of networks as bars, one below the other, and containers in a row under them; in px. */
export interface TopologyLayout {
  readonly width: number;
  readonly height: number;
  readonly networks: readonly PlacedNetwork[];
  readonly containers: readonly PlacedContainer[];
  /** Frames around the containers of each machine, where a lab has several. */
  readonly machines: readonly { readonly name: string; readonly frame: Box }[];
}

export interface PlacedNetwork {
  readonly network: NetworkState;
  /** Lines of the network's card below its name. */
  readonly facts: readonly string[];
  readonly gateway: string;
  /** The host's interface that the network is on; '' when it has none. */
  readonly parent: string;
  readonly nic: Box;
  /** The bar's height on the page and its ends. */
  readonly y: number;
  readonly card: Box;
  readonly from: number;
  readonly to: number;
}

export interface PlacedContainer {
  readonly container: ContainerState;
  readonly box: Box;
  /** Lines of the box below the name. */
  readonly facts: readonly string[];
  /** Where the line to the networks runs. */
  readonly x: number;
  readonly attachments: readonly {
    readonly y: number;
    readonly labels: readonly string[];
    readonly bar: number;
  }[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Advance of a character of the monospaced face at 12 px, with room for wider ones. */
export const MONO = 7.4;
/** The same of the bold face at 14 px that names are set in. */
export const NAME = 8.7;

const MARGIN = 14;
/** From and to: a card is as wide as its longest line. */
const CARD_WIDTH = [176, 320] as const;
/** Beside a card's lines. */
const CARD_PADDING = 28;
/** From bar to bar, where cards have two lines below their names. */
const ROW = 104;
const LINE = 17;
const COLUMN = 158;
const GAP = 16;
/** From the host's interface to the card. */
const CABLE = 20;
/** From a column's left edge to its line. */
const STEM = 20;
/** Docker's own networks; drawn only where a container is on one. */
const BUILT_IN = new Set(['bridge', 'host', 'none']);

/** Where everything goes; undefined when there is nothing to draw. */
export function layOut({ networks: known, containers: unordered }: Topology): TopologyLayout | undefined {
  const names = machinesOf(known, unordered);
  const containers = byMachine(unordered, names);
  const networks = shownNetworks(known, containers);
  if (networks.length === 0 && containers.length === 0) return undefined;
  const nic = Math.max(0, ...networks.map(nicWidth));
  const cardX = MARGIN + (nic > 0 ? nic + CABLE : 0);
  const lines = networks.map(networkFacts);
  const card = cardSize(networks, lines);
  const barFrom = cardX + card.width;
  const gateways = networks.map((network) => {
    const on = containers.filter((container) => isOn(container, network));
    return gatewayText(network, on);
  });
  const barStart = barFrom + 44 + Math.max(56, ...gateways.map(({ length }) => length * MONO));
  const firstColumn = networks.length === 0 ? MARGIN : barStart;
  const columns = placeColumns(containers, firstColumn);
  const to = Math.max(columns.end, barStart);
  const row = ROW + Math.max(0, card.height - CARD_HEIGHT);
  const rowY = (index: number): number => MARGIN + 46 + index * row;
  const framed = names.length > 0 ? FRAME : 0;
  const top = (networks.length === 0 ? MARGIN : rowY(networks.length - 1) + row - 40) + framed;
  const facts = containers.map(containerFacts);
  const boxHeight = 34 + LINE * Math.max(1, ...facts.map((lines) => lines.length));
  return {
    width: to + MARGIN,
    height: (containers.length > 0 ? top + boxHeight : top - 4) + MARGIN + (framed > 0 ? PADDING : 0),
    machines: framesOf(containers, names, { columns, top, boxHeight }),
    networks: networks.map((network, index) => ({
      network,
      facts: lines[index]!,
      gateway: gateways[index]!,
      parent: parentOf(network),
      nic: { x: MARGIN, y: rowY(index) - 22, width: nic, height: 44 },
      y: rowY(index),
      card: { x: cardX, y: rowY(index) - 40, ...card },
      from: barFrom,
      to,
    })),
    containers: containers.map((container, index) => ({
      container,
      box: { x: columns.at[index]!, y: top, width: columns.widths[index]!, height: boxHeight },
      facts: facts[index]!,
      x: columns.at[index]! + STEM,
      attachments: networks.flatMap((network, bar) => {
        const attachment = container.networks[network.name];
        return attachment && isOn(container, network)
          ? [{ y: rowY(bar), labels: labelsOf(attachment, network), bar }]
          : [];
      }),
    })),
  };
}

const CARD_HEIGHT = 80;

/** All cards are as large as the largest has to be; what is longer still is cut. */
function cardSize(networks: readonly NetworkState[], facts: readonly (readonly string[])[]) {
  const widths = networks.map(({ name }, index) =>
    Math.max(name.length * NAME, ...facts[index]!.map((fact) => fact.length * MONO)),
  );
  const [least, most] = CARD_WIDTH;
  const lines = Math.max(0, ...facts.map(({ length }) => length));
  return {
    width: Math.min(most, Math.max(least, Math.ceil(Math.max(0, ...widths)) + CARD_PADDING)),
    height: CARD_HEIGHT + LINE * Math.max(0, lines - 2),
  };
}

/** Room above the boxes for a machine's name, and around them, in px. */
const FRAME = 34;
const PADDING = 8;

function machinesOf(
  networks: readonly NetworkState[],
  containers: readonly ContainerState[],
): readonly string[] {
  const names = [...networks, ...containers].flatMap(({ machine }) => machine ?? []);
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

const byMachine = (
  containers: readonly ContainerState[],
  names: readonly string[],
): readonly ContainerState[] =>
  [...containers].sort((a, b) => names.indexOf(a.machine ?? '') - names.indexOf(b.machine ?? ''));

/** A network of one machine has its name on the others too, where it is another. */
const isOn = (container: ContainerState, { machine }: NetworkState): boolean =>
  machine === undefined || container.machine === undefined || machine === container.machine;

function framesOf(
  containers: readonly ContainerState[],
  names: readonly string[],
  { columns, top, boxHeight }: { columns: ReturnType<typeof placeColumns>; top: number; boxHeight: number },
): TopologyLayout['machines'] {
  return names.flatMap((name) => {
    const own = containers.flatMap(({ machine }, index) => (machine === name ? [index] : []));
    const [first] = own;
    const last = own.at(-1);
    if (first === undefined || last === undefined) return [];
    const x = columns.at[first]! - PADDING;
    const width = columns.at[last]! + columns.widths[last]! + PADDING - x;
    return [{ name, frame: { x, y: top - FRAME + 6, width, height: boxHeight + FRAME - 6 + PADDING } }];
  });
}

/** The lab's own networks first; one that a container is on though its state is not known is named. */
function shownNetworks(
  known: readonly NetworkState[],
  containers: readonly ContainerState[],
): NetworkState[] {
  const attached = new Set(containers.flatMap(({ networks }) => Object.keys(networks)));
  const shown = known.filter(({ name }) => name !== 'none' && (attached.has(name) || !BUILT_IN.has(name)));
  const names = new Set(shown.map(({ name }) => name));
  const unknown = [...attached]
    .filter((name) => name !== 'none' && !names.has(name))
    .map((name) => ({ id: '', name, driver: '', subnets: [], options: {}, internal: false }));
  const own = shown.filter(({ name }) => !BUILT_IN.has(name));
  return [...own, ...shown.filter(({ name }) => BUILT_IN.has(name)), ...unknown];
}

function placeColumns(containers: readonly ContainerState[], from: number) {
  const at: number[] = [];
  const widths: number[] = [];
  let x = from;
  for (const container of containers) {
    const texts = [...containerFacts(container), ...Object.values(container.networks).flatMap(addressesOf)];
    const inFacts = Math.max(0, ...texts.map((text) => text.length * MONO)) + STEM + 16;
    const widest = Math.max(inFacts, container.name.length * NAME + 38);
    const width = Math.min(360, Math.max(COLUMN, widest));
    at.push(x);
    widths.push(width);
    const next = containers[at.length];
    // The frames of two machines stand apart.
    x += width + (next && next.machine !== container.machine ? GAP + 2 * PADDING : GAP);
  }
  return { at, widths, end: x };
}

const parentOf = ({ options }: NetworkState): string => options.parent ?? '';

const nicWidth = (network: NetworkState): number => {
  const { length } = parentOf(network);
  return length === 0 ? 0 : Math.min(160, Math.max(68, length * MONO + 26));
};
