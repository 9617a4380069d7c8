import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { CodeLine, Prose } from '../markdown/blocks.ts';
import { profileOf } from '../profile/programs.ts';
import { verbOf } from '../profile/verbs.ts';
import { isElision } from './elision.ts';
import { printsOneLine } from './printing.ts';
import { commandLikeness } from './programs.ts';

/** Whether a block is what the command before it printed. */
export interface OutputLikeness {
  readonly sure: boolean;
  readonly likely: boolean;
  readonly reason: string;
}

const NOT: OutputLikeness = { sure: false, likely: false, reason: '' };

/** How messages of docker begin. */
const MESSAGE =
  /^(?:Unable to find image|Error(?: response)?\b|docker: |Using default tag|Sending build context|Step 1|\[\+\] |Creating (?:network|volume|service)|Successfully |Untagged: |Deleted |Swarm initialized|Client:|Docker version|Loaded image|Login Succeeded|Total reclaimed|overall progress|WARNING|[\w.-]+: Pulling |Status: |Digest: ?sha256)/;

/** Forms that only the output of these commands has. */
const SIGNS: readonly { readonly reason: string; readonly command: RegExp; readonly content: RegExp }[] = [
  {
    reason: 'a table under the command that lists',
    command:
      /\b(?:ls|list|ps|images|stats|search|top|history|df|version|info|services|tasks|inspect|netstat|ss|free|route)\b/,
    content: /^[A-Z][A-Z ]{1,20}[A-Z](?:\s{2,}[A-Z][A-Z /]{1,20})+\s*$/,
  },
  {
    reason: 'JSON under the command that inspects',
    command: /inspect|json|curl|manifest|config/,
    content: /^\s*(?:\[|\{|\.\.\.|")/,
  },
  {
    reason: 'a page under the command that fetches it',
    command: /\b(?:curl|wget|links)\b/,
    content: /^\s*</,
  },
  {
    reason: 'an ID under a command that prints one',
    command: /docker/,
    content: /^(?:sha256:)?[0-9a-f]{12,64}\s*$/,
  },
  {
    reason: 'messages of docker',
    command: /docker/,
    content: MESSAGE,
  },
  { reason: 'replies under the command that asks for them', command: /\bping\b/, content: /^PING / },
];

/** The latest of commands that prints a table of docker's with this header, where the last does not. */
export function printerOf<T extends { readonly typed: string }>(
  header: string,
  commands: readonly T[],
): T | undefined {
  const text = header.trim();
  const prints = ({ typed }: T): boolean => verbsOf(typed).some((verb) => verbOf(verb).header?.test(text));
  const last = commands.at(-1);
  return !last || prints(last) ? undefined : commands.findLast(prints);
}

/** Whether a header is of a list of docker's, and the docker command that it would stand below prints none. */
export function isListOfAnother(header: string, typed: string): boolean {
  if (!LIST.test(header)) return false;
  const verbs = verbsOf(typed);
  return verbs.length === 1 && LISTS_NOTHING.test(verbs[0]!);
}

const LIST = /^\s*(?:CONTAINER ID\s+IMAGE|NETWORK ID\s+NAME|REPOSITORY\s+TAG|DRIVER\s+VOLUME NAME)(?:\s|$)/;

/** Verbs of docker that print names, IDs or progress. */
const LISTS_NOTHING =
  /^(?:tag|rm|rmi|start|stop|restart|kill|pause|unpause|rename|create|commit|cp|build|load|import|save|(?:network|volume) (?:create|rm|connect|disconnect))$/;

/** Words by which prose announces what a command prints. */
const ANNOUNCES =
  /\b(?:outputs?|results?|prints?|printed|displays?|displayed|returns?|returned|shows?|shown|responds?|response|similar to|looks? like|appears?|(?:will|should|can|could|would) (?:see|get|be|look|produce|have)|you(?:'ll| will)? see|we(?:'ll| will| can| should)? see|as follows|something like|verify|confirm|expected|sample)\b/i;

/** Words by which it announces something else. */
const OTHER =
  /\b(?:syntax|general form|usage|contents?|file|dockerfile|template|snippet|config(?:uration)?)\b[^.]{0,40}:?$/i;

/** Whether prose announces what the command above prints. */
export function announcesOutput(text: string): boolean {
  return ANNOUNCES.test(text) && !OTHER.test(text);
}

/** A sentence of what would happen on a condition, to an attempt, or were it not for what it asks for. */
const CONDITION =
  /^(?:(?:but|and|so|also|now|note that|however),? )?(?:if|should|had|were)\b|\b(?:trying|attempting|an attempt)\b|\b(?:otherwise|or else)\b/i;
const TELLS_FAILURE =
  /\b(?:errors?|fails?|failed|failure|refuses?|rejects?|complains?|denied|denies|not allowed|conflicts?|(?:not|n't) be (?:started|created|able)|(?:won't|will not|cannot|can't) (?:start|work|run))\b/i;
/** The command that the document has just shown is what is tried. */
const OF_THIS =
  /\b(?:run|running|try|trying|execut(?:e|ing)|repeat(?:ing)?|issu(?:e|ing)|enter(?:ing)?|typ(?:e|ing)|do|doing) (?:it|this|these|them|(?:this|the|that)(?: \S+){0,3} command)\b(?! (?:to|for|with|without|on|in|as|twice|a second)\b)/i;

/**
 * Whether the sentence before a block says that it is what docker or a program answers to something that the
 * document does not have the reader do: "If you try to use the name twice, you get an error:".
 */
export function ofHypothetical(first: string, between: readonly Prose[]): boolean {
  const last = between
    .at(-1)
    ?.text.split(/(?<=[.!?])\s+/)
    .at(-1);
  if (last === undefined || !CONDITION.test(last) || OF_THIS.test(last)) return false;
  return TELLS_FAILURE.test(last) || REFUSAL.test(first);
}

/** How docker refuses. */
const REFUSAL = /^(?:docker: )?Error\b/;

/**
 * Whether the text between a command and a block says that the block is what another command prints,
 * one that stands in the text alone: `docker volume ls` in "If you run … you see".
 */
export function ofOtherCommand(pending: string, between: readonly Prose[]): boolean {
  const last = between.at(-1);
  if (last === undefined || !announcesOutput(last.text)) return false;
  const named = last.marked.filter((text) => commandLikeness(text) === 'sure');
  if (named.length === 0) return false;
  const verbs = verbsOf(pending);
  // An option or a verb alone is spoken of; the words of another command are typed.
  return named.every(
    (text) => /^docker(?:-compose)?\s+\S+/.test(text) && !verbsOf(text).some((verb) => verbs.includes(verb)),
  );
}

function verbsOf(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) => dockerCommand(words)?.verb ?? []);
}

export function outputLikeness(
  lines: readonly CodeLine[],
  { pending, between }: { readonly pending: string; readonly between: readonly string[] },
): OutputLikeness {
  if (pending === '') return NOT;
  const filled = lines.filter(({ text }) => text.trim() !== '');
  const first = filled.find(({ text }) => !isElision(text))?.text ?? '';
  if (
    between.length > 0 &&
    printsOneLine(pending) &&
    filled.length > 1 &&
    !filled.some(({ text }) => MESSAGE.test(text))
  )
    return NOT;
  const sign = SIGNS.find(({ command, content }) => command.test(pending) && content.test(first));
  if (!sign && first !== '' && showsFile(pending))
    return { sure: true, likely: true, reason: 'the file that the command shows' };
  if (sign) return { sure: true, likely: true, reason: sign.reason };
  if (between.length === 0)
    return { sure: false, likely: true, reason: 'it stands directly under a command' };
  const last = between.at(-1)!;
  return announcesOutput(last)
    ? { sure: false, likely: true, reason: 'the text above announces an output' }
    : NOT;
}

const showsFile = (script: string): boolean =>
  parseScript(script).commands.some(({ words }) =>
    words.some(({ text }) => text.split(/\s+/).some((word) => profileOf(word).showsFile)),
  );
