import { programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Command } from '../model/lab.ts';
import { profileOf } from '../profile/programs.ts';

/** Who gave a shell variable its value. */
export interface Setter {
  readonly command: number;
  readonly line: number;
}

/** Which commands of the host's shells give variables their values, so that others depend on them. */
export class Variables {
  readonly #setters = new Map<string, Setter>();
  /** Something was read that may set any of them. */
  #unclear = false;

  /** The commands that give values to the variables which a script uses and does not set itself. */
  needs(script: string): readonly (Setter & { readonly what: string })[] {
    if (this.#setters.size === 0 || !script.includes('$')) return [];
    const own = new Set(variablesSet(script));
    return [...new Set(variablesUsed(script))].flatMap((name) => {
      const setter = own.has(name) ? undefined : this.#setters.get(name);
      return setter ? [{ ...setter, what: `variable ${name}` }] : [];
    });
  }

  /** The variables whose values the reader is to bring, as far as the document tells. */
  lacking(command: Command): readonly string[] {
    if (this.#unclear || !command.script.includes('$')) return [];
    return valuesNeeded(command).filter((name) => !this.#setters.has(name));
  }

  learn(script: string, by: Setter): void {
    for (const name of variablesSet(script)) this.#setters.set(name, by);
    this.#unclear ||= parseScript(script).commands.some(({ words }) => SOURCES.has(words[0]?.text ?? ''));
  }
}

/** What sets variables that its words do not name. */
const SOURCES: ReadonlySet<string> = new Set(['.', 'source', 'eval', 'printf', 'mapfile', 'readarray']);

/** The variables without which a command would not be what the document means. */
export function valuesNeeded(command: Command): readonly string[] {
  if (onlyShows(command)) return [];
  const { script } = command;
  const names = dynamicTexts(script).flatMap(variablesIn);
  return [...new Set(names)].filter((name) => !isSetBy(script, name));
}

/** By assignments that are no program's environment, `export` and the like, `read` and `for`. */
function variablesSet(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const [first, ...rest] = words.map(({ text }) => text);
    if (first === undefined) return [];
    if (first === 'for') return rest.slice(0, 1);
    if (first === 'read') return rest.filter((word) => /^[A-Za-z_]\w*$/.test(word));
    const assignments = SETS.has(first) ? rest : [first, ...rest];
    const names = assignments.map((word) => /^([A-Za-z_]\w*)\+?=/.exec(word)?.[1]);
    if (SETS.has(first)) return names.filter((name) => name !== undefined);
    return names.includes(undefined) ? [] : (names as string[]);
  });
}

const SETS: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'local', 'readonly', 'set']);

/** Names of the shell variables whose values a script uses. */
export function variablesUsed(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) =>
    words.flatMap(({ text, dynamic }) =>
      dynamic ? [...text.matchAll(/\$\{?([A-Za-z_]\w{0,60})/g)].map(([, name]) => name!) : [],
    ),
  );
}

/** Where a value is only shown or asked for, none is one too, unless the document shows which. */
function onlyShows({ script, expected }: Command): boolean {
  if (expected?.lines.some(({ text }) => text.trim() !== '')) return false;
  return parseScript(script).commands.every(
    ({ words, redirects }) =>
      profileOf(programWords(words)[0]?.text ?? '').onlyShows === true &&
      redirects.every(({ target }) => !target.dynamic),
  );
}

/** The words and targets that a shell expands; single quotes in a substitution keep it from doing so. */
export function dynamicTexts(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words, redirects }) =>
    [...words, ...redirects.flatMap(({ operator, target }) => (operator.includes('<<') ? [] : [target]))]
      .filter(({ dynamic }) => dynamic)
      .map(({ text }) => (/\$\(|`/.test(text) ? text.replace(/'[^']*'/g, '') : text)),
  );
}

/** Names whose value is used as it is; `${X:-y}` and the like say what to do where there is none. */
function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(/\$(?:\{([A-Za-z_]\w{0,60})\}|([A-Za-z_]\w{0,60}))/g)]
    .map(([, braced, plain]) => braced ?? plain!)
    .filter((name) => !READERS.test(name));
}

/** What every reader's shell has, even where this one has it not. */
const READERS =
  /^(?:HOME|PWD|OLDPWD|USER|LOGNAME|PATH|SHELL|HOSTNAME|UID|EUID|TMPDIR|LANG|RANDOM|SECONDS|LINENO|PPID|OSTYPE|HOSTTYPE|DISPLAY|TERM|_|BASH\w*|DOCKER_\w+|SSH_\w+|XDG_\w+)$/;

/** The script gives it a value, for itself or for a container: an empty one is then the document's matter. */
const isSetBy = (script: string, name: string): boolean =>
  new RegExp(
    `\\b${name}=|\\b(?:for|select|read(?:\\s+-\\w+)*|getopts\\s+\\S+)\\s+(?:\\w+\\s+)*${name}\\b`,
  ).test(script);
