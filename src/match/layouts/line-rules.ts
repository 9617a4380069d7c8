import { profileOf } from '../../profile/programs.ts';
import { verbOf } from '../../profile/verbs.ts';
import { IPV4 } from '../../text/ipv4.ts';
import type { Line, MatchContext } from '../context.ts';
import type { Token } from '../tokens.ts';
import type { Hunk, Site } from '../unify.ts';

/** A line with its tokens. */
export interface TextLine extends Line {
  readonly tokens: readonly Token[];
}

/** Whether the order of lines says nothing. */
export function isUnordered({ command }: MatchContext): boolean {
  const { verb, program } = command;
  const { lists, unordered } = verbOf(verb);
  if (lists || unordered || command.unordered) return true;
  // What a program writes to both of its streams comes as it comes.
  if (/[^&]>&2/.test(program)) return true;
  return profileOf(program.split(' ', 1)[0]!).unordered === true;
}

/** Whether the command lists objects, in an order that means nothing. */
export const isList = ({ command: { verb } }: MatchContext): boolean => verbOf(verb).lists === true;

/** Whether the line tells of a removed layer that nothing else is known of: builders make more or fewer. */
export function isUnknownLayer(
  { text, tokens }: TextLine,
  { correspondence, command }: MatchContext,
): boolean {
  if (!verbOf(command.verb).layers) return false;
  // An image has a digest only where it came from a registry.
  if (/^untagged: \S{1,256}@sha256:[0-9a-f]{64}$/i.test(text.trim())) return true;
  const id = tokens.at(-1);
  if (!/^deleted: sha256:/i.test(text.trim()) || id?.valueClass?.kind !== 'identity') return false;
  return correspondence.documented(id.valueClass.space, id.text)?.live === undefined;
}

/** Whether both lines are of the list of what a prune is about to remove, of the same kind of thing. */
export function isAnnouncement(document: Line, live: Line, { command: { verb } }: MatchContext): boolean {
  if (!verb.endsWith('prune')) return false;
  const kind = ({ text }: Line): string | undefined =>
    /^\s*- (?:all |any )?(?:\w+ ){0,2}?(containers|networks|images|volumes|build cache)\b/.exec(text)?.[1];
  return kind(document) !== undefined && kind(document) === kind(live);
}

/** Whether only the author's machine shows in a difference: its kernel, processors, memory, disks. */
export function isOfMachine(
  { document, live, contradiction }: Hunk,
  {
    text: line,
    context: { command, names, correspondence },
  }: { readonly text: string; readonly context: MatchContext },
): boolean {
  const ofMachine =
    isOfMachineItself(command.program) ||
    isHeadOfTop(line) ||
    isOwn(command) ||
    (/^(?:node inspect|info)$/.test(command.verb) && PLUGINS.test(line));
  if (contradiction || !ofMachine) return false;
  return ![...document, ...live].some(
    ({ text }) => names.includes(text) || correspondence.pinOf(text) !== undefined,
  );
}

const isOfMachineItself = (program: string): boolean =>
  profileOf(program.split(' ', 1)[0]!).tellsOf === 'machine' || /^(?:\S*\/)?cat \/proc\/\S/.test(program);

/** What tells of the network or the system of the machine itself, where it runs there. */
const isOwn = ({ ofHost, program }: MatchContext['command']): boolean =>
  ofHost === true && (profileOf(program.split(' ', 1)[0]!).tellsOf === 'network' || OF_SYSTEM.test(program));

/** Files in which a system says what it is. */
const OF_SYSTEM =
  /^(?:\S*\/)?(?:cat|grep|head|more|less)\b.{0,80} \/etc\/(?:[\w-]{0,20}release|issue|debian_version|machine-id|hostname)\b/;

/** Whether a line is about a card, a route or the system of the machine, and nothing of the lab. */
export function isOfOwnMachine({ text }: Line, { command, names, correspondence }: MatchContext): boolean {
  // A container has the domains that its host searches, resolv.conf(5).
  const ofHost = /\/etc\/resolv\.conf\b/.test(command.program) && /^\s*(?:search|domain)\s/.test(text);
  if (!ofHost && !isOwn(command)) return false;
  const words = text.split(/[\s:,/()]+/);
  return !words.some(
    (word) => word !== '' && (names.includes(word) || correspondence.pinOf(word) !== undefined),
  );
}

/** What the engine that someone has installed knows of. */
const PLUGINS = /^\s*(?:Log|Network|Volume|Authorization|Runtimes|Security Options|CSI):\s/;

/**
 * Whether words that only one side has tell of the kernel or the version of a program, and take nothing
 * from the others: options of a mount, what `ip` says of a link beside its name, state and addresses.
 */
export function isBesides({ document, live }: Hunk, { command: { program } }: MatchContext): boolean {
  if (/^(?:\S*\/)?(?:mount|cat \/proc\/(?:self\/)?mounts)\b/.test(program)) return document.length === 0;
  if (document.length > 0 && live.length > 0) return false;
  return (
    /^(?:\S*\/)?ip\b/.test(program) && BESIDES.test([...document, ...live].map(({ text }) => text).join(' '))
  );
}

const BESIDES =
  /^(?:(?:state [A-Z]+|qlen|qlen \d+|group default|link ?- ?netnsid \d+|noprefixroute|brd [\d.]+|scope link|\d+) ?)+$/;

/** Whether it is what top says above its table, whichever command shows it. */
export const isHeadOfTop = (text: string): boolean => HEAD_OF_TOP.test(text);

const HEAD_OF_TOP =
  /^(?:top - \d\d:\d\d:\d\d up |Tasks: +\d+ total|%?Cpu\(s\): |[KMG]iB (?:Mem|Swap) ?: |Mem: +\d+K used|CPU: +\d+% usr|Load average: )/;

/** Where the values of a line are met. */
export function siteOf({ text, line }: Line, { correspondence, command }: MatchContext): Site {
  // The reference documentation mixes runs: a host name is not held to be its container's ID.
  const isHostname =
    /^(?:export )?HOSTNAME=/.test(text) ||
    command.program === 'hostname' ||
    HOSTS_ENTRY.test(text.trim()) ||
    /\/etc\/host(?:s|name)$/.test(command.program);
  return { correspondence, line, ...(isHostname ? { spaces: { id: 'hostname' as const } } : {}) };
}

/** How a container's /etc/hosts names the container itself. */
const HOSTS_ENTRY = new RegExp(`^${IPV4}\\s+[0-9a-f]{12}$`);
