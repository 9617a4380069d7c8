import { dockerCommand } from '../command/docker.ts';
import { parseScript, type SimpleCommand, type Word } from '../command/words.ts';
import { verbOf } from '../profile/verbs.ts';
import { ANY_VARIABLE } from './given-names.ts';

export type PlaceholderKind = 'container' | 'image' | 'network' | 'volume' | 'service' | 'node' | 'address';

/** A part of a command for which the reader is to put a value of their own. */
export interface Placeholder {
  readonly text: string;
  /** Offsets in the script, the quotes of a quoted one included. */
  readonly from: number;
  readonly to: number;
  readonly kind?: PlaceholderKind;
}

/** The placeholders of a script, in order. Names in `given` were given by the lab itself, so they are none. */
export function placeholders(script: string, given: ReadonlySet<string> = NO_NAMES): readonly Placeholder[] {
  const found: Placeholder[] = [];
  const { commands } = parseScript(script);
  for (const rule of TEXT_RULES) found.push(...inText(script, rule, commands));
  for (const command of commands)
    for (const word of command.words) {
      found.push(...inWord(script, word, given), ...unsetIn(script, word, given));
    }
  for (const command of commands)
    found.push(...neverSet(script, command, given), ...inOtherLetters(command, given));
  const first = found.sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  const apart = first.filter(({ from, to }) => {
    const free = from >= end;
    if (free) end = to;
    return free;
  });
  return apart.map((one) => withKind(one, commands));
}

const NO_NAMES: ReadonlySet<string> = new Set();

interface TextRule {
  readonly example: string;
  readonly pattern: RegExp;
}

/** Spellings with marks around, found in the text since a shell reads the marks as its own. */
const TEXT_RULES: readonly TextRule[] = [
  { example: '<container id>', pattern: /<(?!none>|missing>)[A-Za-z](?:[\w .:@,'’/|-]{0,60}[\w.)])?>/g },
  // No shell takes an operator that nothing follows.
  { example: '<< file.json >>', pattern: /(?<!<)<< ?[A-Za-z][\w .:-]{0,60} ?>>(?=\s*$|\s+-)/gm },
  { example: '<>', pattern: /(?<=[\s=:/])<[ .…]{0,3}>(?=[\s:/]|$)/g },
  { example: '{container-id}', pattern: /(?<![{$\w\\])\{[A-Za-z][\w -]{1,40}\}(?!\})/g },
  // No shell takes a bracket behind a word of docker's.
  {
    example: '(name or ID)',
    pattern: /(?<=\bdocker [a-z][^()$`|;&]{0,80} )\([^()"'`$|;&<>]{2,40}\)(?= |$)/g,
  },
  { example: '[container]', pattern: /(?<=[\s=:/@])\[[A-Za-z][A-Za-z _-]{1,40}\](?=[\s:/@]|$)/g },
];

function inText(script: string, rule: TextRule, commands: readonly SimpleCommand[]): readonly Placeholder[] {
  if (!/[<{[(]/.test(script)) return [];
  const quoted = commands.flatMap(({ words }) => words.filter((word) => word.quoted));
  return [...script.matchAll(rule.pattern)].flatMap((match) => {
    const from = match.index;
    const to = from + match[0].length;
    const opens = match[0].startsWith('(');
    if (HTML.test(match[0]) || (!opens && !isTyped(from, commands))) return [];
    const word = quoted.find((one) => one.from <= from && one.to >= to);
    // A quoted text with angle brackets of its own is a page, a template or a pattern.
    if (word && (/<\/|\/>|\{\{/.test(word.text) || !match[0].startsWith('<'))) return [];
    return [{ text: match[0], from, to }];
  });
}

const HTML =
  /^<\/?(?:a|b|i|p|br|hr|h[1-6]|ul|ol|li|div|span|html|head|body|title|img|pre|code|em|strong|table|t[rdh]|center|marquee|style|script)(?:\s[^>]*)?>$/i;

/** Not in a here-document, whose text is a file's. */
function isTyped(at: number, commands: readonly SimpleCommand[]): boolean {
  return commands.some(({ from, to }) => from <= at && at < to);
}

const THING =
  'container|image|network|volume|service|node|task|host|server|manager|worker|master|machine|registry|repo(?:sitory)?|user|docker|hub|secret|config|stack|swarm|token|ip|project';
const WHAT = 'id|name|ip|addr(?:ess)?|hash|tag|url|username|ip[-_]address|hostname';

/** Words that stand for another word, wherever they are in an argument. */
const WORDS: readonly {
  readonly example: string;
  readonly pattern: RegExp;
  readonly soft: boolean;
  /** What every match has, of a pattern that takes long to compile. */
  readonly has?: RegExp;
}[] = [
  {
    example: 'YOUR_ID',
    pattern: /(?<![\w-])(?:your|YOUR|Your|yourown|my-own)(?:[-_ ]?[A-Za-z0-9]+){1,5}(?![\w])/,
    soft: true,
  },
  {
    example: 'CONTAINER_ID',
    pattern: new RegExp(
      `(?<![\\w.$-])(?:(?:the|my|new|first|second|other|full|short|some)[-_ ])?(?:(?:${THING})(?:[-_ ]?\\d)?[-_ ](?:${WHAT})|(?:container|image|network|volume|service|node)(?:id|name))(?![\\w.-])`,
      'i',
    ),
    has: /[a-z\d][-_ ](?:id|name|ip|addr|hash|tag|url|username|hostname)|[ekr](?:id|name)/i,
    soft: true,
  },
  {
    example: 'CONTAINER',
    pattern:
      /(?<![\w.$=-])(?:CONTAINER|IMAGE|NETWORK|VOLUME|SERVICE|NODE|CONTAINERID|IMAGEID|USERNAME|DOCKERID|DOCKER_ID|HOST_IP|NODE_IP|IP_ADDRESS|IP|ID|NAME|TOKEN)(?![\w.=-])/,
    soft: true,
  },
  {
    example: 'id_of_container',
    pattern: /(?<![\w-])(?:id|name|ip)[-_ ]of[-_ ](?:the[-_ ])?\w+/i,
    soft: false,
  },
  {
    example: 'xxxx',
    pattern: /(?<![\w.-])(?:x{3,}|X{3,}|\*{4,}|#{3,}|_{4,}|y{4,}|z{4,})(?![\w.-])/,
    soft: false,
  },
  {
    example: 'x.x.x.x',
    pattern:
      /(?<![\w.])(?:[xX]{1,3}(?:\.[xX]{1,3}){3}|\d{1,3}(?:\.\d{1,3}){0,2}(?:\.[xX]{1,3}){1,3}|aaa\.bbb\.ccc\.ddd|a\.b\.c\.d|w\.x\.y\.z)(?![\w.])/,
    soft: false,
  },
  { example: '...', pattern: /^(?:\.{3,}|…|\[\.{3}\])$/, soft: false },
];

function inWord(script: string, word: Word, given: ReadonlySet<string>): readonly Placeholder[] {
  const raw = script.slice(word.from, word.to);
  if (raw.length > 300 || raw.includes('\n')) return [];
  const inner = raw.replace(/^(["'])([\s\S]*)\1$/, '$2');
  // In a longer quoted text, such as a script or a format, words stand for themselves.
  if (word.quoted && (inner.split(/\s+/).length > 4 || /[{}$;|]/.test(inner))) return [];
  if (word.quoted && /\s/.test(inner) && !PHRASE.test(inner)) return [];
  for (const { pattern, soft, has } of WORDS) {
    const match = has && !has.test(inner) ? undefined : pattern.exec(inner);
    if (!match || (soft && isGiven(inner, match[0], given))) continue;
    const whole = word.quoted && match[0].length >= inner.length;
    const from = whole ? word.from : word.from + raw.indexOf(inner) + match.index;
    const to = whole ? word.to : from + match[0].length;
    return [{ text: match[0], from, to }];
  }
  return [];
}

/**
 * A shell variable that names a thing and that the lab never sets: `$CONTAINER_ID` is a way to write
 * `<container id>`.
 */
function unsetIn(script: string, word: Word, given: ReadonlySet<string>): readonly Placeholder[] {
  const raw = script.slice(word.from, word.to);
  if (!word.dynamic || raw.startsWith("'") || raw.length > 300) return [];
  return [...raw.matchAll(UNSET)].flatMap((match) => {
    if (given.has(`$${match[1]}`)) return [];
    const from = word.from + match.index;
    return [{ text: match[0], from, to: from + match[0].length }];
  });
}

const UNSET =
  /\$\{?((?:[A-Z][A-Z0-9]*_)*(?:CONTAINER|INSTANCE|IMAGE|NETWORK|VOLUME|SERVICE|NODE)(?:_?(?:ID|NAME|IP))?|CID|YOUR_\w{1,40})\}?(?!\w)/g;

/** A variable that is all of an argument of docker and that neither the lab nor a shell sets: `--cap-add $CAP`. */
function neverSet(
  script: string,
  { words }: SimpleCommand,
  given: ReadonlySet<string>,
): readonly Placeholder[] {
  const docker = dockerCommand(words);
  if (!docker || given === NO_NAMES || given.has(ANY_VARIABLE)) return [];
  const inner = verbOf(docker.verb).runs ? new Set(docker.arguments.slice(1)) : NO_NAMES;
  return words.flatMap(({ text, dynamic, from, to }) => {
    const name = dynamic ? /^\$\{?([A-Za-z_]\w*)\}?$/.exec(text)?.[1] : undefined;
    if (name === undefined || script[from] !== '$' || SHELL_SETS.test(name)) return [];
    return given.has(`$${name}`) || inner.has(text) ? [] : [{ text, from, to }];
  });
}

/** A word such as `コンテナ名` where an object is named: no name of docker's may have its letters. */
function inOtherLetters({ words }: SimpleCommand, given: ReadonlySet<string>): readonly Placeholder[] {
  const docker = dockerCommand(words);
  if (!docker || namedBy(docker.verb) === undefined) return [];
  const named = docker.arguments.slice(0, verbOf(docker.verb).runs ? 1 : undefined);
  return words.flatMap(({ text, dynamic, from, to }) =>
    !dynamic &&
    /[^\0-\x7f]/.test(text) &&
    /^[\p{L}\p{M}\p{N}_-]+$/u.test(text) &&
    named.includes(text) &&
    !given.has(text)
      ? [{ text, from, to }]
      : [],
  );
}

const SHELL_SETS =
  /^(?:HOME|PWD|OLDPWD|USER|LOGNAME|PATH|SHELL|HOSTNAME|UID|EUID|TMPDIR|LANG|RANDOM|DISPLAY|TERM|_|DOCKER_\w+|SSH_\w+|XDG_\w+)$/;

/** A quoted phrase that names a thing: `"container ID"`. */
const PHRASE = new RegExp(`^(?:(?:the|your|my) )?(?:(?:${THING}) ){1,2}(?:${WHAT})$|^your `, 'i');

/** A name that the lab gives, or the part of an option such as `--name` or `user=root`. */
function isGiven(word: string, match: string, given: ReadonlySet<string>): boolean {
  return (
    given.has(word) || given.has(match) || word.startsWith('-') || new RegExp(`${literal(match)}=`).test(word)
  );
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const KINDS: readonly (readonly [RegExp, PlaceholderKind])[] = [
  [/\bip\b|addr|_ip|\bip_|^[\dxX.]+$|^[a-d](?:\.|$)/i, 'address'],
  [/container|instance|\bcid\b/i, 'container'],
  [/image/i, 'image'],
  [/network/i, 'network'],
  [/volume/i, 'volume'],
  [/service/i, 'service'],
  [/node|manager|worker/i, 'node'],
];

function withKind(found: Placeholder, commands: readonly SimpleCommand[]): Placeholder {
  const named = KINDS.find(([pattern]) => pattern.test(found.text))?.[1];
  const command = commands.find(({ from, to }) => from <= found.from && found.from < to);
  const verb = command && dockerCommand(command.words)?.verb;
  const kind = named ?? (verb === undefined ? undefined : namedBy(verb));
  return kind === undefined ? found : { ...found, kind };
}

/** What the arguments of a verb name. */
function namedBy(verb: string): PlaceholderKind | undefined {
  const { subject, does } = verbOf(verb);
  if (subject === undefined || does === 'list') return undefined;
  // Of those that are named to any verb, most are containers.
  if (subject === 'any') return 'container';
  return subject === 'none' || subject === 'secret' || subject === 'config' ? undefined : subject;
}
