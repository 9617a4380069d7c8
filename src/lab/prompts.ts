import { commandLikeness, isProgram } from './programs.ts';

/**
 * - `host`: the reader's own shell
 * - `login`: `user@host` in front; the host, or a container where one is open
 * - `node`: a machine named in the prompt
 * - `banner`: the line that Play with Docker writes above a prompt
 * - `inside`: of a container's shell
 * - `named`: a name and a sign, which is the prompt of a container that has that name
 * - `own`: of the author's own making; the docker command behind it tells, or one seen before
 * - `client`: of an interactive program that is no shell, such as `mysql> `
 * - `root`: `# `, which is a comment far more often
 * - `angle`: `> `, which continues a line or, on Windows, is a prompt
 * - `windows`: PowerShell or cmd
 */
export type PromptKind =
  | 'host'
  | 'login'
  | 'node'
  | 'banner'
  | 'inside'
  | 'named'
  | 'own'
  | 'client'
  | 'root'
  | 'angle'
  | 'windows';

export interface Prompt {
  readonly kind: PromptKind;
  /** The machine that the prompt names, '' where it names none. */
  readonly label: string;
  /** What is typed behind it, '' for a lone prompt. */
  readonly command: string;
  /** Characters before the prompt, and before the command. */
  readonly indent: number;
  readonly offset: number;
}

interface PromptRule {
  readonly kind: PromptKind;
  readonly example: string;
  /** The named group `label` is the machine; what matches is the prompt, the rest the command. */
  readonly pattern: RegExp;
}

/** Every form of prompt, most telling first. */
export const PROMPTS: readonly PromptRule[] = [
  {
    kind: 'banner',
    example: '[node1] (local) root@192.168.0.8 ~',
    pattern:
      /^\[(?<label>[\w.-]{1,40})\] ?\([\w.-]{1,20}\) [\w.-]{1,40}@[\w.:-]{1,60} [^\s$]{1,100}\s?(?:\$ ?|$)/,
  },
  {
    kind: 'inside',
    example: 'root@1f2e3d4c5b6a:/# ls',
    pattern: /^\[?[\w.-]{1,40}@(?<label>[0-9a-f]{12})[: ][^\s$#]{0,100}\]?[$#](?: |$)/,
  },
  {
    kind: 'inside',
    example: 'root@<container-id>:/# ls',
    pattern: /^[\w.-]{1,40}@<[\w -]{1,40}>:(?:[^\s$#]{0,60}[$#]|[$#]\/)(?: |$)/,
  },
  {
    kind: 'login',
    example: 'user@host:~$ docker ps',
    pattern:
      /^(?:\([\w.-]{1,30}\) ?)?\[?[\w.-]{1,40}@(?<label>[\w.-]{1,60})(?::| |: )[^\s$#%>]{0,100}\]? ?[$#%>](?: |$)/,
  },
  {
    kind: 'login',
    example: 'Anns-MacBook:labs ann$ docker ps',
    pattern: /^(?<label>[\w.-]{1,60}):[^\s$#]{1,80} [\w.-]{1,40}[$#](?: |$)/,
  },
  {
    kind: 'login',
    example: 'shed1:~$ docker ps',
    pattern: /^(?<label>[A-Za-z][\w.-]{1,40}):~[\w./-]{0,60} ?[$#](?: |$)/,
  },
  {
    kind: 'login',
    example: '/srv/web$ docker ps',
    pattern: /^(?<label>\/[A-Za-z][\w./-]{0,80})\$ /,
  },
  { kind: 'inside', example: '/ # ls', pattern: /^\/[\w./-]{0,80} ?[#$](?: |$)/ },
  { kind: 'inside', example: '/ #ls', pattern: /^\/ #(?=[a-z])/ },
  { kind: 'login', example: '~$ docker ps', pattern: /^(?<label>~)[\w./-]{0,80} ?[#$](?: |$)/ },
  { kind: 'inside', example: 'bash-4.4# ls', pattern: /^(?:ba|da|a)?sh-\d[\d.]{0,6}#(?: |$)/ },
  { kind: 'login', example: 'bash-3.2$ ls', pattern: /^(?<label>(?:ba|da|a)?sh-\d[\d.]{0,6})\$(?: |$)/ },
  {
    kind: 'host',
    example: '[Harbour]⚓ > docker ps',
    pattern: /^\[[\w .-]{1,40}\] ?[^\w\s[({"'<>,:;]{0,6} {0,2}>(?: +|$)/u,
  },
  {
    kind: 'node',
    example: 'node1$ docker node ls',
    pattern:
      /^(?<label>(?:node|manager|worker|master|leader|swarm|host|machine|vm|server|client)[\w.-]{0,30})(?::[^\s$#]{0,60})? ?(?:[$#>]|==>)(?: |$)/i,
  },
  { kind: 'host', example: '$ docker ps', pattern: /^\$(?:[ \t\u00a0]+|$)/ },
  { kind: 'host', example: '$docker ps', pattern: /^\$(?=[a-z][\w.-]{0,30}(?:\s|$))/ },
  { kind: 'host', example: '% docker ps', pattern: /^%(?: |$)/ },
  {
    kind: 'host',
    example: '➜  ~ docker ps',
    pattern:
      /^[➜❯λ»→](?: {1,3}(?:~|[~./][\w./-]{1,80}|[\w.-]{1,40}(?= git:)))?(?: git:\([^)]{0,60}\))?(?: ✗)?(?: {1,3}|$)/,
  },
  { kind: 'windows', example: 'PS C:\\> docker ps', pattern: /^PS(?: [^>]{0,120})?>(?: |$)/ },
  { kind: 'windows', example: 'C:\\labs>docker ps', pattern: /^[A-Z]:\\[^>]{0,120}> ?/ },
  {
    kind: 'client',
    example: 'mysql> SHOW DATABASES;',
    pattern:
      /^(?:(?:mysql|MariaDB \[[^\]]{0,40}\]|mongo|test|redis|sqlite|psql|ksql|influx|cqlsh|irb[^>\s]{0,30}|jshell|php|neo4j|[\d.]{7,15}:\d{2,5})[\w(): .[\]-]{0,30}>|[\w-]{1,30}(?:=#|=>|-#)|>>>)(?: |$)/,
  },
  {
    kind: 'named',
    example: 'web1 # ls',
    pattern: /^(?<label>[A-Za-z][\w.-]{0,39}) ?[#$](?: |$)/,
  },
  { kind: 'root', example: '# docker ps', pattern: /^#(?: +|$|(?=docker(?:-compose)? [a-z]))/ },
  { kind: 'angle', example: '> docker ps', pattern: /^>(?: +|$)/ },
];

/** Without one of these, or the banner's bracket, no prompt is in a line: most outputs are done with here. */
const MARKS = /[$#%>➜❯λ»→]|^\s*\[[\w.-]{1,40}\] ?\(/;

/** Those that can begin with a dollar sign: by far most lines with a prompt do. */
const DOLLAR = PROMPTS.filter(({ example }) => example.startsWith('$'));

/** Prompts of the author's own making that a document shows, as written. */
export type OwnPrompts = ReadonlySet<string>;

/** The prompt that a line starts with, if it starts with one. */
export function readPrompt(line: string, own: OwnPrompts = NONE): Prompt | undefined {
  if (!MARKS.test(line)) return undefined;
  const indent = line.length - line.trimStart().length;
  const text = line.slice(indent);
  for (const { kind, pattern } of text.startsWith('$') ? DOLLAR : PROMPTS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const command = withoutCopies(text.slice(match[0].length), kind === 'inside' ? match[0].trim() : '$');
    // A shell variable at the start of a line looks like `$docker`; a program's name does not.
    if (
      /^(?:\$|\/ #)$/.test(match[0]) &&
      command !== '' &&
      !isProgram(/^[\w.-]*(?!\s*=\s)/.exec(command)![0])
    )
      continue;
    if (kind === 'named' || kind === 'client') {
      const made = ownPrompt(text, indent, own);
      if (made) return made;
    }
    const offset = line.indexOf(command, indent + match[0].length);
    return { kind, label: match.groups?.label ?? '', command, indent, offset };
  }
  return text.startsWith('$') ? undefined : ownPrompt(text, indent, own);
}

/** What is typed behind a prompt that was copied twice, as in `$ $ docker ps` or `/ # / # ls`. */
function withoutCopies(typed: string, prompt: string): string {
  let command = typed.trim();
  while (command.startsWith(`${prompt} `)) command = command.slice(prompt.length).trim();
  return command;
}

/**
 * The prompts of the author's own making in the blocks of a document: those in front of docker commands, and
 * names with a dollar sign, such as `north$`, in front of other programs where a block begins so or
 * several lines do.
 */
export function ownPromptsIn(blocks: readonly (readonly string[])[]): OwnPrompts {
  const found = new Set<string>();
  const seen = new Set<string>();
  const containers = new Set<string>();
  for (const line of blocks.flat())
    if (IN_CONTAINERS.test(line)) for (const word of line.split(/[^\w.-]+/)) containers.add(word);
  for (const lines of blocks)
    for (const [at, line] of lines.filter((text) => text.trim() !== '').entries()) {
      const prompt = line.includes('docker') ? readPrompt(line) : undefined;
      if (prompt?.kind === 'own') found.add(line.slice(prompt.indent, prompt.offset).trim());
      const [, name = '', typed = ''] = NAME_AND_DOLLAR.exec(line) ?? [];
      if (name === '' || commandLikeness(typed) === 'no') continue;
      const sign = `${name}$`;
      if (!containers.has(name) && (at === 0 || seen.has(sign))) found.add(sign);
      seen.add(sign);
    }
  return found;
}

/** No variable's name has a blank behind its sign, and none a name before it. */
const NAME_AND_DOLLAR = /^\s*([A-Za-z][\w.-]{0,30})\$ (\S.*)$/;
/** Commands that name containers, whose prompts may be their names. */
const IN_CONTAINERS = /\bdocker (?:container )?(?:run|create|exec|attach|start) /;

const NONE: OwnPrompts = new Set();

/** Any few words that end in a sign, with what is surely a docker command behind it. */
function ownPrompt(text: string, indent: number, own: OwnPrompts): Prompt | undefined {
  for (const known of own) {
    if (text.startsWith(known)) return madePrompt(text, indent, known.length);
  }
  if (!text.includes('docker')) return undefined;
  const prefix = OWN.exec(text)?.[0];
  if (prefix === undefined || isProgram(/^\S*/.exec(prefix)![0])) return undefined;
  const prompt = madePrompt(text, indent, prefix.length);
  return commandLikeness(prompt.command) === 'sure' ? prompt : undefined;
}

const OWN = /^(?:[^\s"'`|{}<>;&#$%=,]{1,40} ?){0,4}(?<![-=])(?:={2,4})?[$#%>❯»λ]/u;

function madePrompt(text: string, indent: number, length: number): Prompt {
  const command = text.slice(length).trim();
  const label = text.slice(0, length).replace(/[\s=$#%>❯»λ]+$/, '');
  return { kind: 'own', label, command, indent, offset: indent + text.indexOf(command, length) };
}
