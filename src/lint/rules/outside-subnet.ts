import type { PlannedCommand } from '../../plan/plan.ts';
import { contains, networkOf, parseIpv4 } from '../../text/ipv4.ts';
import { dockerOf } from '../docker-of.ts';
import type { LintDocument } from '../document.ts';
import type { Found, Rule } from '../finding.ts';
import { interfaceAddresses } from '../interfaces.ts';
import { placeInCommand, placeOf } from '../source.ts';
import { isElsewhere, showsError } from '../story.ts';
import { fixedRanges, type Range } from '../subnets.ts';

export const outsideSubnet = {
  level: 'error',
  summary: 'an address outside the subnet that the document gives the network',
  check: (document) =>
    document.story.severalMachines
      ? []
      : [...inCommands(document), ...inInspections(document), ...inContainers(document)],
} satisfies Rule;

/** `--gateway` and `--ip` as typed: the engine refuses those outside. */
function inCommands({ plan, story, source }: LintDocument): readonly Found[] {
  return plan.commands.flatMap((planned) => {
    if (isElsewhere(planned) || showsError(planned)) return [];
    return planned.effects.flatMap((effect): readonly Found[] => {
      if (effect.act !== 'create') return [];
      const { object } = effect;
      const { id, span } = planned.command;
      const asked =
        object.kind === 'network'
          ? object.gateways
          : object.kind === 'container' && object.ip !== undefined
            ? [object.ip]
            : [];
      const networks =
        object.kind === 'network' ? [object.name] : object.kind === 'container' ? object.networks : [];
      const ranges = networks.length === 1 ? fixedRanges(story, networks[0]!, id) : undefined;
      return asked
        .filter((address) => ranges && isOutside(address, ranges))
        .map((address) => found(address, ranges!, placeInCommand(source, span, address)));
    });
  });
}

function inInspections({ story, strangers, source }: LintDocument): readonly Found[] {
  return story.addresses.flatMap(({ network, value, line, command }) => {
    const ranges = fixedRanges(story, strangers.resolve('network', network), command);
    return ranges && isOutside(value, ranges) ? [found(value, ranges, placeOf(source, { line }, value))] : [];
  });
}

/** What a container says of its own interfaces and routes, where all its networks are known. */
function inContainers({ plan, story, source }: LintDocument): readonly Found[] {
  return plan.commands.flatMap((planned) => {
    const { expected, id } = planned.command;
    const asked = expected && !isElsewhere(planned) ? askedInContainer(planned, plan.commands) : undefined;
    const life = asked && story.lives.at('container', asked.container, id);
    if (!life || !expected) return [];
    const networks = life.attachments.filter(({ from, to }) => from <= id && id < to);
    const ranges = networks.map(({ network }) => fixedRanges(story, network, id));
    if (ranges.length === 0 || ranges.some((range) => !range)) return [];
    const all = ranges.flatMap((range) => range!);
    return expected.lines.flatMap(({ line, text }) => {
      const outside = interfaceAddresses(text, asked.program).filter((address) => isOutside(address, all));
      // One wrong network shows in several addresses of a line.
      return outside.slice(0, 1).map((address) => found(address, all, placeOf(source, { line }, address)));
    });
  });
}

function askedInContainer(
  { command }: PlannedCommand,
  commands: readonly PlannedCommand[],
): { readonly container: string; readonly program: readonly string[] } | undefined {
  const { where, script } = command;
  if (where.kind === 'inside') {
    const opener = commands[where.opener];
    const docker = opener && dockerOf(opener.command.script);
    const container =
      docker?.verb === 'run'
        ? docker.options.get('name')?.at(-1)
        : ENTERS.has(docker?.verb ?? '')
          ? docker?.arguments[0]
          : undefined;
    return container === undefined ? undefined : { container, program: script.trim().split(/\s+/) };
  }
  const docker = dockerOf(script);
  if (docker?.verb !== 'exec') return undefined;
  const [container, ...program] = docker.arguments;
  return container === undefined ? undefined : { container, program };
}

const ENTERS = new Set(['exec', 'attach']);

function isOutside(address: string, ranges: readonly Range[]): boolean {
  const cut = address.indexOf('/');
  const number = parseIpv4(cut < 0 ? address : address.slice(0, cut));
  if (number === undefined) return false;
  return ranges.every(({ subnet }) => {
    const network = networkOf(subnet);
    return network !== undefined && !contains(network, number);
  });
}

function found(
  address: string,
  ranges: readonly Range[],
  { line, column }: { readonly line: number; readonly column: number },
): Found {
  const by = ranges
    .map(({ network, subnet, line: at }) => `network ${network} is ${subnet} (line ${at})`)
    .join(', ');
  return { line, column, message: `${address} is outside: ${by}`, hint: 'use an address of that subnet' };
}
