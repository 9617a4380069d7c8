import type { Machine } from '../model/lab.ts';
import { IPV4 } from '../text/ipv4.ts';
import type { Draft, DraftCommand } from './draft.ts';
import type { LabHosts } from './hosts.ts';
import { isOutside } from './hosts.ts';
import { type Clues, cluesOf, listedAddresses, unique, uniqueNames } from './machine-clues.ts';
import { withPlacedComments } from './machine-comments.ts';
import { isNodeName, sameName, siblings } from './machine-names.ts';
import { assignPlaces, type Placed } from './machine-places.ts';
import { joinsByHand, placeIn } from './machine-prose.ts';

/** The machines that a document is typed at, [] where it is one, and what is typed at which. */
export interface MachinesOfLab {
  readonly machines: readonly Machine[];
  /** The front matter names them. */
  readonly declared: boolean;
  readonly placed: ReadonlyMap<DraftCommand, Placed>;
}

/** More are not had on one computer. */
const MOST = 9;

/** Finds the machines of a lab. A prompt with a name alone makes none: it may be the only machine's. */
export function machinesOf(
  shown: readonly Draft[],
  lab: {
    readonly given: ReadonlySet<string>;
    readonly hosts: LabHosts;
    readonly declared: readonly string[];
  },
): MachinesOfLab {
  const drafts = withPlacedComments(shown);
  const clues = cluesOf(drafts, lab);
  const why = evidence(drafts, clues);
  if (why === undefined) return NONE;
  const names = namesOf(clues, lab.hosts).slice(0, MOST);
  const { placed, order } = assignPlaces(drafts, { names, clues });
  const addresses = listedAddresses(drafts);
  const machines = order.map((name) => ({
    name,
    why,
    addresses: unique([
      ...addresses.filter((one) => sameName(one.name, name)).map(({ address }) => address),
      ...[...placed].flatMap(([draft, place]) => (place.machine === name ? addressesTyped(draft) : [])),
    ]),
  }));
  return machines.length > 1 ? { machines, declared: lab.declared.length > 1, placed } : NONE;
}

const NONE: MachinesOfLab = { machines: [], declared: false, placed: new Map() };

/** Why there is more than one; undefined when nothing says so. */
function evidence(drafts: readonly Draft[], clues: Clues): string | undefined {
  if (clues.declared.length > 1) return 'the document says so';
  if (clues.joins.length > 0) return `line ${lineOf(clues.joins[0]!)} joins one to the swarm of another`;
  if (clues.created.length > 0) return `docker-machine makes ${clues.created[0]}`;
  const tab = Math.max(0, ...clues.tabs);
  if (tab > 1) return `blocks are for ${tab} terminals of the site, each of which is a machine`;
  const listed = clues.listed.map(({ name }) => name);
  if (listed.length > 1) return `an output lists the nodes ${listed.slice(0, 3).join(', ')}`;
  const known = clues.remotes.find(
    ({ host, key }) => !key && clues.prompts.some((name) => sameName(name, host)),
  );
  if (known) return `ssh goes to ${known.host}`;
  const prompts = siblings(clues.prompts.filter(isNodeName));
  const swarm = drafts.some((draft) => draft.kind === 'command' && SWARM.test(draft.entry.command.typed));
  if (prompts.length > 1 && (swarm || returns(clues.turns.filter((name) => prompts.includes(name)))))
    return `prompts change between ${prompts.slice(0, 3).join(', ')}`;
  if (clues.prose.length > 1) return `the text names ${clues.prose.slice(0, 3).join(', ')}`;
  const byHand = drafts.find((draft) => draft.kind === 'prose' && joinsByHand(draft.prose.text));
  if (byHand?.kind === 'prose') return `line ${byHand.prose.line} has another join the swarm`;
  const other = drafts.find((draft) => {
    const numbered =
      draft.kind === 'prose' && /second|2nd|third|3rd|fourth|4th|fifth|5th/i.test(draft.prose.text);
    const place = numbered ? placeIn(draft.prose) : undefined;
    return place?.by === 'number' && place.number > 1;
  });
  return other?.kind === 'prose' ? `line ${other.prose.line} goes to another` : undefined;
}

/** What has to do with several machines. */
const SWARM = /\bswarm (?:join|init)\b|\bnode (?:ls|update|promote)\b/;

/** The reader comes back to one: an author's prompt may change for good, from one day to the next. */
const returns = (turns: readonly string[]): boolean =>
  turns.some((name, at) => turns.indexOf(name) < at - 1 && turns[at - 1] !== name);

const lineOf = (draft: DraftCommand): number => draft.entry.command.lines[0]!.line;

/** The names that the document gives to its machines, the one it begins at first. */
function namesOf(clues: Clues, hosts: LabHosts): readonly string[] {
  const { declared, created, prompts, prose, listed, remotes, joins } = clues;
  if (declared.length > 1) return declared;
  const listedNames = [...listed].sort((a, b) => Number(b.self) - Number(a.self)).map(({ name }) => name);
  const reached = remotes
    .filter(({ host, key }) => !key && /^[A-Za-z]/.test(host) && !isOutside(host, hosts))
    .map(({ host }) => host);
  const family = siblings([...prompts, ...prose, ...reached, ...listedNames]);
  const joined = unique(joins.map(({ machine }) => machine)).filter((name) => name !== '');
  const sure = prompts.filter(
    (name) =>
      family.includes(name) ||
      isNodeName(name) ||
      joined.includes(name) ||
      [...prose, ...reached, ...listedNames].some((other) => sameName(other, name)),
  );
  const told = uniqueNames([...declared, ...created, ...sure, ...prose, ...reached]);
  // The nodes that an output lists may be called otherwise there; then they are those already known.
  const more = listedNames.filter((name) => !told.some((other) => sameName(other, name)));
  const longer =
    listedNames.length > told.length &&
    listedNames.some((name) => told.some((other) => sameName(other, name)));
  const same =
    told.length > 1 &&
    // A list that has those by their names, and others, has more machines.
    !longer &&
    more.length <= told.length &&
    !siblings([...told, ...more]).some((name) => more.includes(name));
  const names = uniqueNames([
    ...told,
    ...(same ? [] : listedNames.filter((name) => !isAlias(name, told, listedNames))),
  ]);
  const wanted = Math.max(
    2,
    joins.length + 1 > names.length && joined.length === 0 && names.length < 2 ? joins.length + 1 : 2,
    ...clues.tabs,
  );
  return filled(names, Math.min(wanted, MOST));
}

/** A node of a list whose other nodes are known by other names is one of those. */
const isAlias = (name: string, told: readonly string[], listed: readonly string[]): boolean =>
  told.length >= listed.length && !told.some((other) => sameName(other, name));

function filled(names: readonly string[], count: number): readonly string[] {
  const all = [...names];
  for (let number = 1; all.length < count; number += 1) {
    const name = `node${number}`;
    if (!all.some((other) => sameName(other, name))) all.push(name);
  }
  return all;
}

const advertised = (verb: string): RegExp =>
  new RegExp(String.raw`\bswarm ${verb}\b[^\n]*?--advertise-addr[= ]"?(${IPV4})`);
const ADVERTISED = { init: advertised('init'), join: advertised('join') };
const JOINED_AT = new RegExp(String.raw`\bjoin\b[\s\S]{0,300}?\b(${IPV4}):\d+`);

/** The addresses by which what is typed at a machine calls that machine. */
function addressesTyped({ entry, output }: DraftCommand): readonly string[] {
  const { typed } = entry.command;
  const first = ADVERTISED.init.exec(typed.replace(/\\\n/g, ' '))?.[1];
  const own = ADVERTISED.join.exec(typed.replace(/\\\n/g, ' '))?.[1];
  const shown = /\bswarm init\b/.test(typed)
    ? JOINED_AT.exec(output.map(({ text }) => text).join('\n'))?.[1]
    : undefined;
  return [first, own, shown].filter(
    (address) => address !== undefined && !address.startsWith('127.'),
  ) as string[];
}
