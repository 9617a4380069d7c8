import type { Correspondence } from '../../src/match/correspondence.ts';
import { wordAround } from '../../src/match/facts.ts';
import { type Token, tokenize } from '../../src/match/tokens.ts';
import { sample } from './random.ts';

/** A documented output with one fact changed, or a live one with a row less. */
export interface Mutant {
  readonly kind: MutationClass;
  readonly document: string;
  readonly live: string;
  /** What was changed, for the list of those that were missed. */
  readonly change: string;
}

export const mutationClasses = [
  'name',
  'driver',
  'subnet',
  'gateway',
  'address',
  'image',
  'state',
  'port',
  'exit status',
  'row',
  "key's value",
  'swapped ID',
  'label or setting',
  'count',
  'message',
] as const;

export type MutationClass = (typeof mutationClasses)[number];

export interface Original {
  readonly command: string;
  readonly document: string;
  readonly live: string;
  /** Names that the commands so far give. */
  readonly names: readonly string[];
  readonly correspondence: Correspondence;
  /** Document values that are bound by now, by what they are. */
  readonly bound: ReadonlyMap<string, readonly string[]>;
}

/** Mutants of each class, at most `most` per class. */
export function mutantsOf(
  original: Original,
  { most, random }: { most: number; random: () => number },
): readonly Mutant[] {
  const all = [...edits(original), ...dropped(original)];
  return mutationClasses.flatMap((kind) =>
    sample(
      all.filter((mutant) => mutant.kind === kind),
      most,
      random,
    ),
  );
}

interface Edit {
  readonly kind: MutationClass;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function edits(original: Original): readonly Mutant[] {
  const { document, live } = original;
  const found: Edit[] = [];
  let offset = 0;
  for (const line of document.split('\n')) {
    for (const edit of editsOfLine(line, original)) {
      found.push({ ...edit, from: edit.from + offset, to: edit.to + offset });
    }
    offset += line.length + 1;
  }
  return found.map(({ kind, from, to, text }) => ({
    kind,
    document: document.slice(0, from) + text + document.slice(to),
    live,
    change: `${document.slice(Math.max(0, from - 20), from)}[${document.slice(from, to)} → ${text}]`,
  }));
}

function editsOfLine(line: string, original: Original): readonly Edit[] {
  const tokens = tokenize(line);
  return [
    ...tokens.flatMap((token) => editsOfToken(token, line, original)),
    ...pinnedAddresses(line, original),
    ...keyValues(line),
  ];
}

const DRIVERS = ['bridge', 'host', 'null', 'macvlan', 'overlay', 'local'];
const IMAGES = ['nginx', 'redis', 'busybox', 'alpine', 'httpd'];
const STATES: Readonly<Record<string, string>> = {
  Up: 'Created',
  Exited: 'Restarting',
  Paused: 'Unhealthy',
  running: 'exited',
  exited: 'running',
  true: 'false',
  false: 'true',
  paused: 'restarting',
};

function editsOfToken(
  token: Token,
  line: string,
  { command, document, names, bound }: Original,
): readonly Edit[] {
  const { text, from, to } = token;
  const edit = (kind: MutationClass, replacement: string): Edit => ({ kind, from, to, text: replacement });
  if (token.valueClass?.kind === 'identity') {
    // A host name is not held to be its container's ID.
    if (/HOSTNAME|Hostname|hostname|\/etc\/hosts/.test(command + line)) return [];
    const values = bound.get(token.valueClass.space) ?? [];
    const digits = text.replace('sha256:', '');
    if (!values.some((value) => digits.startsWith(value.slice(0, 12)))) return [];
    const other = values.find(
      (value) => !digits.startsWith(value.slice(0, 12)) && value.length >= digits.length,
    );
    return other ? [edit('swapped ID', text.replace(digits, other.slice(0, digits.length)))] : [];
  }
  if (token.valueClass) return [];
  const found: Edit[] = [];
  const word = wordAround(line, token);
  const at = line.indexOf(word, Math.max(0, from - word.length));
  if (names.includes(word) && at <= from && line.startsWith(text, at)) {
    const other = names.find((name) => name !== word && !line.includes(name)) ?? `${word}er`;
    found.push({ kind: 'name', from: at, to: at + word.length, text: other });
    found.push({ kind: 'name', from: at, to: at + word.length, text: `${word.slice(0, 1)}${word.slice(2)}` });
  }
  const isObjectList =
    /^docker (?:network|volume) /.test(command) && !/^Error/.test(line) && !command.includes('--help');
  if (isObjectList && DRIVERS.includes(text) && !names.includes(word) && isDriverPlace(line, from)) {
    found.push(edit('driver', DRIVERS.find((driver) => driver !== text && driver !== 'local')!));
  }
  if (IMAGES.includes(text) && isImagePlace(line, token))
    found.push(edit('image', IMAGES.find((image) => image !== text)!));
  const isState =
    Object.hasOwn(STATES, text) &&
    // Settings of the author's engine.
    !/^docker (?:version|info)$/.test(command) &&
    // Not the words of a help text.
    !document.includes('Usage:') &&
    !line.startsWith('":', to);
  if (isState) found.push(edit('state', STATES[text]!));
  if (/^(?:8081|8090|8095|9443|8080)$/.test(text)) found.push(edit('port', String(Number(text) + 1)));
  const exit =
    /Exited \($/.test(line.slice(0, from)) || (/ExitCode|docker wait/.test(command) && /^\d+/.test(line));
  if (exit && /^\d+$/.test(text)) found.push(edit('exit status', text === '1' ? '2' : '1'));
  if (/packets transmitted/.test(line) && /^\d+$/.test(text))
    found.push(edit('count', String(Number(text) + 1)));
  if (/(?:COLOUR|VAR|MODE|GREETING|tier|kind|env|owner)["]?[=:] ?["]?$/.test(line.slice(0, from)))
    found.push(edit('label or setting', 'other'));
  if (/^Error|^docker:/.test(line) && /^(?:container|network|volume|image|paused|running)$/.test(text)) {
    found.push(
      edit(
        'message',
        {
          container: 'network',
          network: 'volume',
          volume: 'image',
          image: 'container',
          paused: 'restarting',
          running: 'paused',
        }[text]!,
      ),
    );
  }
  return found;
}

/** Not a name of the built-in networks, but the driver's column or key. */
function isDriverPlace(line: string, from: number): boolean {
  if (/"Driver": "$/.test(line.slice(0, from)) || /"Driver":"$/.test(line.slice(0, from))) return true;
  if (/^[0-9a-z]{12} /.test(line)) return /\S {2,}\S+ {2,}$/.test(line.slice(0, from)) && from > 20;
  return /^local {2,}/.test(line) ? from === 0 : /^\S+(?:: |\t)$/.test(line.slice(0, from));
}

function isImagePlace(line: string, { from, to }: Token): boolean {
  return (
    /(?:^|[ "])$/.test(line.slice(0, from)) &&
    /^(?:["\s:]|$)/.test(line.slice(to)) &&
    !/^(?:Error|docker:|PRETTY|Usage|image \S+ could|its digest)/.test(line)
  );
}

/** Subnets, gateways and addresses that a command of the lab fixes, and addresses inside its subnets. */
function pinnedAddresses(line: string, { correspondence }: Original): readonly Edit[] {
  return [...line.matchAll(/\b(10\.77|192\.168\.77)\.(\d+)(?:\.(\d+))?(\/\d+)?\b/g)].flatMap((match) => {
    const from = match.index;
    const to = from + match[0].length;
    const pin = correspondence.pinOf(match[0].replace(/\/\d+$/, '')) ?? correspondence.pinOf(match[0]);
    const elsewhere = match[0].replace(/^(10\.77|192\.168\.77)/, (net) =>
      net === '10.77' ? '10.78' : '192.168.78',
    );
    const found: Edit[] = [{ kind: 'subnet', from, to, text: elsewhere }];
    const near = match[0].replace(
      /\.(\d+)(\/\d+)?$/,
      (_, host: string, prefix = '') => `.${Number(host) + 40}${prefix}`,
    );
    if (pin?.kind === 'gateway' && !match[4]) found.push({ kind: 'gateway', from, to, text: near });
    if (pin?.kind === 'address') found.push({ kind: 'address', from, to, text: near });
    return found;
  });
}

/** Keys whose values a run or a machine gives. */
const VOLATILE_KEYS =
  /^(?:Id|ID|Pid|Created|CreatedAt|StartedAt|FinishedAt|.*Time|.*At|Size|VirtualSize|DockerVersion|MacAddress|IPAddress|EndpointID|NetworkID|Sandbox.*|.*Path|Hostname|HostPort|Image|Parent|Comment|AppArmorProfile|Runtime|CgroupnsMode|Storage|Gateway|Subnet|IPv4Address|LastTagTime|.*Dir|Source|Mountpoint|Name|Index|GwPriority)$/;

function keyValues(line: string): readonly Edit[] {
  const match = /^(\s*"([^"]+)": )("[^"]*"|-?\d+|true|false)(,?)$/.exec(line);
  if (!match || VOLATILE_KEYS.test(match[2]!) || /[0-9a-f]{12}/.test(match[3]!) || match[3]!.includes('/'))
    return [];
  const value = match[3]!;
  const text =
    value === 'true'
      ? 'false'
      : value === 'false'
        ? 'true'
        : value.startsWith('"')
          ? '"changed"'
          : String(Number(value) + 1);
  return [{ kind: "key's value", from: match[1]!.length, to: match[1]!.length + value.length, text }];
}

/** The live output with one of the documented rows taken out. */
function dropped({ command, document, live }: Original): readonly Mutant[] {
  if (
    /frobnicate|inspect/.test(command) ||
    !/^docker (?:ps|images|image ls|network ls|volume ls|container ls|service ls|node ls|port)\b/.test(
      command,
    )
  )
    return [];
  const lines = live.replace(/\n$/, '').split('\n');
  const first = /^[A-Z][A-Z ]+(?:ID|NAMES?|DRIVER|TAG|IMAGE)\b/.test(lines[0] ?? '') ? 1 : 0;
  if (lines.length - first < 1 || live === '' || /^Error/.test(live)) return [];
  return lines.slice(first).flatMap((row, index) => {
    const rest = lines.filter((_, at) => at !== index + first);
    // A live row that the document does not have may go.
    const key =
      row.split(/\s+/).find((word) => /[a-z]{3}/.test(word) && !/^[0-9a-f]{12,64}$/.test(word)) ?? '';
    // The twin for IPv6 is not missed.
    if (
      key === '' ||
      !document.includes(key) ||
      /\[::\]|:::/.test(row) ||
      row.includes('decoy') ||
      row.includes('docker_gwbridge')
    )
      return [];
    return [{ kind: 'row' as const, document, live: `${rest.join('\n')}\n`, change: row }];
  });
}
