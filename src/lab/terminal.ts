import { type DockerCommand, dockerCommand, programWords } from '../command/docker.ts';
import { parseScript, type SimpleCommand } from '../command/words.ts';
import { type ImageRuns, runsOfficially } from '../profile/images.ts';
import { profileOf } from '../profile/programs.ts';
import { verbOf } from '../profile/verbs.ts';
import { shortReference } from '../text/image-reference.ts';

/** What runs in a container or on the host until the reader does something about it. */
export type Behaviour =
  /** A shell, or a program like `mysql` that reads lines of its own. */
  ImageRuns | 'unknown';

/** What the lab's commands so far tell about containers and images. */
export interface KnownObjects {
  /** Container name → what runs in it. */
  readonly containers: ReadonlyMap<string, Behaviour>;
  /** Image reference → what it runs by default. */
  readonly images: ReadonlyMap<string, Behaviour>;
}

export interface TerminalUse {
  /** `maybe-session` where only the lines that follow can tell. */
  readonly use: 'none' | 'one-shot' | 'session' | 'maybe-session' | 'endless';
  readonly client: boolean;
  /** The container the session is in, as typed, '' where it is not named. */
  readonly container: string;
}

const NONE: TerminalUse = { use: 'none', client: false, container: '' };

/** What a command line needs of a terminal; the first of its commands that needs one decides. */
export function terminalUse(script: string, known: KnownObjects): TerminalUse {
  const { commands } = parseScript(script);
  for (const [index, command] of commands.entries()) {
    if (command.background || endsEarly(commands, index)) continue;
    const use = useOf(command, known);
    if (use.use !== 'none') return use;
  }
  return NONE;
}

/** `head` closes the pipe, and then what feeds it ends too. */
function endsEarly(commands: readonly SimpleCommand[], index: number): boolean {
  const next = commands[index + 1];
  return next?.operator === '|' && /^(?:head|sed)$/.test(next.words[0]?.text ?? '');
}

function useOf(command: SimpleCommand, known: KnownObjects): TerminalUse {
  const docker = dockerCommand(command.words);
  if (!docker) {
    const words = programWords(command.words).map(({ text }) => text);
    return behaviourOf(words) === 'endless' ? { ...NONE, use: 'endless' } : NONE;
  }
  if (docker.options.has('help')) return NONE;
  const fed = command.operator === '|' || command.redirects.some(({ operator }) => operator.startsWith('<'));
  const rule = VERBS.get(docker.verb);
  if (rule) return rule(docker, known, fed);
  const words = command.words.map(({ text }) => text);
  const behind = words.slice(words.indexOf(docker.verb.split(' ').at(-1)!) + 1);
  return verbOf(docker.verb).endless?.(docker.options, behind) ? { ...NONE, use: 'endless' } : NONE;
}

/** `fed`: something else than the keyboard is its input. */
type VerbRule = (docker: DockerCommand, known: KnownObjects, fed: boolean) => TerminalUse;

/** The verbs with whose containers a reader may talk. */
const VERBS: ReadonlyMap<string, VerbRule> = new Map(
  Object.entries<VerbRule>({
    run: (docker, known, fed) => {
      const { options } = docker;
      if (options.has('detach') || docker.arguments.length === 0) return NONE;
      return attached(runBehaviour(docker, known), {
        terminal: options.has('tty'),
        typing: options.has('interactive') && !fed,
        container: options.get('name')?.at(-1) ?? '',
      });
    },
    exec: ({ options, arguments: [container = '', ...words] }, _known, fed) => {
      if (options.has('detach')) return NONE;
      const terminal = options.has('tty');
      return attached(behaviourOf(words), {
        terminal,
        typing: options.has('interactive') && !fed,
        container,
      });
    },
    'compose exec': ({ options, arguments: [container = '', ...words] }, _known, fed) => {
      const terminal = !options.has('no-TTY') && !options.has('detach');
      return attached(behaviourOf(words), { terminal, typing: terminal && !fed, container });
    },
    'compose run': ({ options, arguments: [container = '', ...words] }, _known, fed) => {
      if (options.has('detach')) return NONE;
      const behaviour = words.length === 0 ? 'unknown' : behaviourOf(words);
      const terminal = !options.has('no-TTY');
      return behaviour === 'unknown'
        ? { ...NONE, use: terminal ? 'one-shot' : 'none' }
        : attached(behaviour, { terminal, typing: terminal && !fed, container });
    },
    attach: ({ arguments: [container = ''] }, known) =>
      attached(known.containers.get(container) ?? 'unknown', { terminal: true, typing: true, container }),
    start: ({ options, arguments: [container = ''] }, known) => {
      if (!options.has('attach') && !options.has('interactive')) return NONE;
      const behaviour = known.containers.get(container) ?? 'unknown';
      return attached(behaviour, { terminal: true, typing: options.has('interactive'), container });
    },
    // Nothing ends what it waits for until the reader does so, in another terminal.
    wait: ({ arguments: [container = ''] }, known) =>
      /^(?:shell|client|endless)$/.test(known.containers.get(container) ?? '')
        ? { ...NONE, use: 'endless' }
        : NONE,
  }),
);

function attached(
  behaviour: Behaviour,
  how: { readonly terminal: boolean; readonly typing: boolean; readonly container: string },
): TerminalUse {
  const { terminal, typing, container } = how;
  if (behaviour === 'endless') return { ...NONE, use: 'endless', container };
  if (typing && (behaviour === 'shell' || behaviour === 'client')) {
    return { use: 'session', client: behaviour === 'client', container };
  }
  if (typing && behaviour === 'unknown') return { use: 'maybe-session', client: false, container };
  return { ...NONE, use: terminal ? 'one-shot' : 'none', container };
}

/** What `docker run` starts: its command, else what its image runs by default. */
export function runBehaviour(
  { options, arguments: [image = '', ...words] }: DockerCommand,
  known: KnownObjects,
): Behaviour {
  const entrypoint = options.get('entrypoint')?.at(-1);
  if (entrypoint !== undefined && entrypoint !== '') return behaviourOf([entrypoint, ...words]);
  const found = imageBehaviour(image, known);
  const byDefault = found === 'unknown' && isServer(options) ? 'endless' : found;
  if (words.length === 0 || (byDefault === 'endless' && words[0]!.startsWith('-'))) return byDefault;
  return behaviourOf(words);
}

/** Who publishes a port and types nothing has begun a server. */
const isServer = (options: DockerCommand['options']): boolean =>
  !options.has('interactive') && (options.has('publish') || options.has('publish-all'));

/** What an image runs by default. */
export function imageBehaviour(image: string, known: KnownObjects): Behaviour {
  return (
    known.images.get(image) ?? known.images.get(shortReference(image)) ?? runsOfficially(image) ?? 'unknown'
  );
}

/** Options of clients that carry the statement, so that nothing is asked. */
const STATEMENT =
  /^(?:-c|-e|--eval|--execute|--command|-v|-V|--version|--help|-m)$|^(?:--eval|--execute|--command|-e)=?./;

/** How a program with these words behaves on a terminal. */
export function behaviourOf(words: readonly string[]): Behaviour {
  const [program, ...rest] = words;
  if (program === undefined) return 'unknown';
  const { asks, endless } = profileOf(program);
  if (endless?.(rest)) return 'endless';
  if (asks === 'shell') {
    const flag = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
    if (flag >= 0) return endlessLine(rest[flag + 1] ?? '') ? 'endless' : 'ends';
    return rest.every((word) => word.startsWith('-')) ? 'shell' : 'ends';
  }
  if (asks !== undefined) return clientBehaviour(asks, rest);
  return 'ends';
}

function clientBehaviour(asks: 'interpreter' | 'database', rest: readonly string[]): Behaviour {
  if (rest.some((word) => STATEMENT.test(word))) return 'ends';
  const values = rest.filter(
    (word, index) => !word.startsWith('-') && !/^-[hpnaui]$/.test(rest[index - 1] ?? ''),
  );
  return asks === 'interpreter' && values.length > 0 ? 'ends' : 'client';
}

/** A shell's one line that goes on for ever. */
function endlessLine(line: string): boolean {
  if (/\bwhile\s+(?:true|:|sleep|\[ *1 *\])|\bfor\s*\(\(\s*;/.test(line)) return true;
  // A loop over a program that always succeeds: `while date; do sleep 1; done`.
  if (/\bwhile\s+(?:date|echo\b[^;]{0,80}|printf\b[^;]{0,80})\s*;\s*do\b/.test(line)) return true;
  return parseScript(line).commands.some(
    (command) =>
      !command.background && behaviourOf(programWords(command.words).map(({ text }) => text)) === 'endless',
  );
}
