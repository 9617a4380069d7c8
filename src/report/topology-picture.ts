import { html } from './html-text.ts';
import type { Topology } from './record.ts';
import {
  type Box,
  layOut,
  MONO,
  NAME,
  type PlacedContainer,
  type PlacedNetwork,
  type TopologyLayout,
} from './topology-layout.ts';

/** Hues that the page's style gives to networks, by turns. */
const HUES = 5;
const LINE = 17;

/** A figure with the picture as SVG, and the same in words for those who do not see it. */
export function topologyPicture(topology: Topology | undefined, id: string): string {
  const layout = topology && layOut(topology);
  if (!layout) return '';
  const when = topology.after ? ` after step ${html(topology.after.number)}` : '';
  const { width, height } = layout;
  return [
    '<figure class="topology">',
    `<figcaption>Networks and containers${when}</figcaption>`,
    '<div class="scroll" tabindex="0" role="group" aria-label="Picture of the networks and containers">',
    `<svg role="img" aria-labelledby="${id}-title ${id}-words" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title id="${id}-title">Networks and containers${when}</title>`,
    `<desc id="${id}-words">${html(inWords(layout))}</desc>`,
    ...layout.machines.map(machineFrame),
    ...layout.networks.map(bar),
    ...layout.containers.map((container) => stem(container, layout)),
    ...layout.networks.map(card),
    ...layout.containers.map(box),
    '</svg></div></figure>',
  ].join('\n');
}

/** A machine with its containers; networks that several have run through it. */
function machineFrame({ name, frame: at }: TopologyLayout['machines'][number]): string {
  return `<g>${frame(at, 'machine')}<text class="mono quiet" x="${at.x + 12}" y="${at.y + 19}">${named(name, at.width - 20)}</text></g>`;
}

const hue = (index: number): string => `net-${index % HUES}`;

function bar({ y, from, to, gateway }: PlacedNetwork, index: number): string {
  const x = from + 24;
  const node =
    gateway === ''
      ? ''
      : `<circle class="gateway" cx="${x}" cy="${y}" r="8"/><path class="arrows" d="M${x - 4} ${y}h8m-3-3l3 3l-3 3"/>` +
        `<text class="label" x="${x - 8}" y="${y - 32}">gateway</text><text class="mono strong" x="${x - 8}" y="${y - 16}">${html(gateway)}</text>`;
  return `<g class="${hue(index)}"><line class="bus" x1="${from}" y1="${y}" x2="${to}" y2="${y}"/>${node}</g>`;
}

function card({ network, facts, card: at, parent, nic, y }: PlacedNetwork, index: number): string {
  const lines = facts.map((text, line) => fact(text, { at, line, from: 44 }));
  const host =
    parent === ''
      ? ''
      : `<line class="bus" x1="${nic.x + nic.width}" y1="${y}" x2="${at.x}" y2="${y}"/>` +
        frame(nic, 'nic') +
        `<text class="label" x="${nic.x + 12}" y="${y - 4}">parent</text>` +
        `<text class="mono strong" x="${nic.x + 12}" y="${y + 12}">${html(cut(parent, nic.width - 20))}</text>`;
  return (
    `<g class="${hue(index)}">${host}${frame(at, 'card')}` +
    `<rect class="stripe" x="${at.x}" y="${at.y + 10}" width="4" height="${at.height - 20}" rx="2"/>` +
    `<text class="mono name" x="${at.x + 16}" y="${at.y + 25}">${named(network.name, at.width - 28, NAME)}</text>${lines.join('')}</g>`
  );
}

/** A container's line; where it passes a network that it is not on, the bar is interrupted. */
function stem({ x, box: at, attachments }: PlacedContainer, { networks }: TopologyLayout): string {
  if (attachments.length === 0) return '';
  const top = Math.min(...attachments.map(({ y }) => y));
  const gaps = networks
    .filter(({ y }) => y > top && !attachments.some((attachment) => attachment.y === y))
    .map(({ y }) => `<line class="gap" x1="${x}" y1="${y - 8}" x2="${x}" y2="${y + 8}"/>`);
  const dots = attachments.map(({ y, labels, bar }) => {
    const texts = labels.map(
      (text, index) =>
        `<text class="mono ${index === 0 ? 'strong' : 'quiet'}" x="${x + 12}" y="${y + 20 + index * LINE}">${html(text)}</text>`,
    );
    return `<g class="${hue(bar)}"><circle class="dot" cx="${x}" cy="${y}" r="6"/>${texts.join('')}</g>`;
  });
  return `<g>${gaps.join('')}<line class="stem" x1="${x}" y1="${top}" x2="${x}" y2="${at.y}"/>${dots.join('')}</g>`;
}

function box({ container, box: at, facts }: PlacedContainer): string {
  const { running, paused, name } = container;
  const state = running ? (paused ? 'paused' : 'running') : 'stopped';
  const lines = facts.map((text, line) => fact(text, { at, line, from: 43 }));
  return (
    `<g class="container ${state}">${frame(at, 'box')}` +
    `<circle class="state" cx="${at.x + 16}" cy="${at.y + 19}" r="4.5"/>` +
    `<text class="mono name" x="${at.x + 28}" y="${at.y + 24}">${named(name, at.width - 38, NAME)}</text>${lines.join('')}</g>`
  );
}

const frame = ({ x, y, width, height }: Box, kind: string): string =>
  `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/>`;

function fact(
  text: string,
  { at, line, from }: { readonly at: Box; readonly line: number; readonly from: number },
): string {
  return `<text class="mono quiet" x="${at.x + 16}" y="${at.y + from + line * LINE}">${named(text, at.width - 28)}</text>`;
}

/** A text cut to a width, whole in its title. */
function named(text: string, width: number, advance = MONO): string {
  const shown = cut(text, width, advance);
  return shown === text ? html(text) : `<title>${html(text)}</title>${html(shown)}`;
}

function cut(text: string, width: number, advance = MONO): string {
  const room = Math.floor(width / advance);
  const characters = [...text];
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join('')}…`;
}

function inWords({ networks, containers }: TopologyLayout): string {
  const ofNetworks = networks.map(({ network, facts, gateway, parent }) => {
    const more = [
      ...facts,
      ...(gateway ? [`gateway ${gateway}`] : []),
      ...(parent ? [`parent ${parent}`] : []),
    ];
    return `Network ${[network.name, ...more].join(', ')}.`;
  });
  const ofContainers = containers.map(({ container, facts, attachments }) => {
    const on = attachments.map(
      ({ bar: index, labels }) => `on ${networks[index]!.network.name}: ${labels.join(', ')}`,
    );
    const where = container.machine === undefined ? '' : ` on machine ${container.machine}`;
    return `Container ${[container.name + where, ...facts, ...on].join(', ')}.`;
  });
  return [...ofNetworks, ...ofContainers].join(' ');
}
