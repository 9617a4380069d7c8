import { dockerCommand } from '../command/docker.ts';
import { machineCreated, type Remote, remoteCommand } from '../command/remote.ts';
import { parseScript } from '../command/words.ts';
import { IPV4 } from '../text/ipv4.ts';
import type { Draft, DraftCommand } from './draft.ts';
import { isNodeName, roleInName, sameName, siblings } from './machine-names.ts';
import { type ListedNode, listedMachines, listedNodes } from './machine-outputs.ts';
import { namesPlaced } from './machine-prose.ts';

/** What a document shows of the machines that it is typed at, before any of it is believed. */
export interface Clues {
  /** By directives and front matter. */
  readonly declared: readonly string[];
  readonly created: readonly string[];
  /** Hosts of `ssh` that are no addresses of the internet. */
  readonly remotes: readonly Remote[];
  /** Machines that prompts name, in the order they first do. */
  readonly prompts: readonly string[];
  /** The machines of the prompts, one by one as the reader turns to them. */
  readonly turns: readonly string[];
  readonly prose: readonly string[];
  readonly listed: readonly ListedNode[];
  readonly joins: readonly DraftCommand[];
  /** Tabs of a training site that blocks belong to, 1 for the first. */
  readonly tabs: readonly number[];
}

export function cluesOf(
  drafts: readonly Draft[],
  { given, declared }: { readonly given: ReadonlySet<string>; readonly declared: readonly string[] },
): Clues {
  const commands = drafts.filter((draft) => draft.kind === 'command');
  const atHost = commands.filter(({ where }) => where.kind === 'host');
  const scripts = commands.map(({ entry }) => entry.command.typed);
  const free = (name: string): boolean => !given.has(name);
  const prose = drafts.flatMap((draft) => (draft.kind === 'prose' ? namesPlaced(draft.prose) : []));
  return {
    declared: unique([...declared, ...commands.flatMap(({ directives }) => directives.machine ?? [])]),
    created: unique(scripts.flatMap((script) => machineCreated(script)?.name ?? [])),
    remotes: scripts.flatMap((script) => remoteCommand(script) ?? []),
    prompts: unique(atHost.map(({ machine }) => machine)).filter(
      (name) => /^[A-Za-z][\w.-]*$/.test(name) && free(name),
    ),
    turns: atHost
      .map(({ machine }) => machine)
      .filter((name, at, all) => name !== '' && name !== all[at - 1]),
    prose: proseNames(prose.filter(({ name }) => free(name))),
    listed: uniqueBy(
      drafts.flatMap((draft) => (draft.kind === 'command' ? listedNodes(draft.output) : [])),
      ({ name }) => name,
    ),
    joins: atHost.filter(({ entry }) => joinsSwarm(entry.command.typed)),
    tabs: unique(commands.map(tabOf)).filter((tab) => tab > 0),
  };
}

/** The tab of a training site that a command's block is for, 0 where it is for none. */
export const tabOf = ({ block }: DraftCommand): number =>
  Number(/^term(\d)\b/.exec(block.language)?.[1] ?? 0);

export function joinsSwarm(script: string): boolean {
  return parseScript(remoteCommand(script)?.script ?? script).commands.some(
    ({ words }) => dockerCommand(words)?.verb === 'swarm join' && words.length > 3,
  );
}

/** Pairs of documented machines and their addresses. */
export function listedAddresses(
  drafts: readonly Draft[],
): readonly { readonly name: string; readonly address: string }[] {
  return drafts.flatMap((draft) => {
    if (draft.kind === 'command') return [...listedMachines(draft.output), ...banners(draft)];
    if (draft.kind !== 'prose') return [];
    return [...draft.prose.text.matchAll(NAMED_ADDRESS)].map((match) => ({
      name: match[1]!,
      address: match[2]!,
    }));
  });
}

/** `shed2 (10.0.0.5)`, `shed2: 10.0.0.5`, `shed2 has the IP address 10.0.0.5`. */
const NAMED_ADDRESS = new RegExp(
  String.raw`\b([A-Za-z][\w-]{1,40})[\`*_]{0,2} ?(?:\(|:|=|-|is|has (?:the )?(?:IP|address)(?: address)?) ?(?:IP:? )?[\`*_]{0,2}(${IPV4})\b`,
  'g',
);

const BANNER = new RegExp(String.raw`^\s*\[([\w.-]{1,40})\] ?\([\w.-]{1,20}\) [\w.-]{1,40}@(${IPV4})\b`);

/** `[shed1] (local) root@10.0.0.5 ~` tells the machine's name and address. */
function banners({ block }: DraftCommand): readonly { readonly name: string; readonly address: string }[] {
  return block.lines.flatMap(({ text }) => {
    const match = BANNER.exec(text);
    return match ? [{ name: match[1]!, address: match[2]! }] : [];
  });
}

/** Names that are marked as such or of the kind that machines have, and that have siblings. */
function proseNames(
  placed: readonly { readonly name: string; readonly marked: boolean }[],
): readonly string[] {
  const names = unique(
    placed.filter(({ name, marked }) => marked || isNodeName(name)).map(({ name }) => name),
  );
  const several = siblings(names);
  // `herd-manager` beside `herd-worker1` and `herd-worker2`: there is one of it, so it has no number.
  const alone = placed.filter(
    ({ name, marked }) => marked && !/\d$/.test(name) && roleInName(name) === 'manager',
  );
  return several.length === 0 ? [] : unique([...alone.map(({ name }) => name), ...several]);
}

export const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** One of each machine, by the first spelling of its name. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const name of names) if (!kept.some((other) => sameName(other, name))) kept.push(name);
  return kept;
}

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item] as const)).values()];
}
