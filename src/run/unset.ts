import { programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Command, Skip } from '../model/lab.ts';
import type { LabContext } from './context.ts';

/**
 * A variable or an argument that the reader is to have set, asked of the shell itself: with nothing in
 * its place `$scratch/*` is `/*`.
 */
export async function unsetVariable(command: Command, context: LabContext): Promise<Skip | undefined> {
  const { script, where } = command;
  if (where.kind !== 'host' || !script.includes('$') || onlyShows(command)) return undefined;
  const words = dynamicTexts(script);
  const argument = words.flatMap((text) => ARGUMENT.exec(text)?.[1] ?? [])[0];
  if (argument !== undefined && !/\bset --|\(\)\s*\{|\bfunction\b/.test(script))
    return {
      reason: 'placeholder',
      message: `${argument} is an argument of the reader's own script`,
      hint: 'write a name that the lab gives',
    };
  const names = [...new Set(words.flatMap(variablesIn))].filter((name) => !isSetBy(script, name));
  if (names.length === 0) return undefined;
  await context.shells.leave();
  const shell = await context.shells.host(where.shell);
  const tests = names.map((name) => `[ -n "\${${name}+x}" ] || echo ${name}`);
  const { output } = await shell.run(`(${tests.join('; ')}; exit 0)`, {
    timeoutMs: 10_000,
    terminal: 'none',
  });
  const unset = output.split('\n').find((name) => names.includes(name));
  if (unset === undefined) return undefined;
  const withheld = context.options.callers?.has(unset) === true;
  return {
    reason: 'placeholder',
    message: withheld
      ? `variable ${unset} of your environment looks secret, so labs are not given it`
      : `nothing gives variable ${unset} a value`,
    hint: withheld ? `--env ${unset} passes it on` : `--env ${unset}=VALUE`,
  };
}

const ARGUMENT = /^(\$(?:\{?[1-9]\}?|@|\*))(?:$|\/)/;

/** Where a value is only shown or asked for, none is one too, unless the document shows which. */
function onlyShows({ script, expected }: Command): boolean {
  if (expected?.lines.some(({ text }) => text.trim() !== '')) return false;
  return parseScript(script).commands.every(({ words }) => SHOWS.has(programWords(words)[0]?.text ?? ''));
}

const SHOWS: ReadonlySet<string> = new Set([
  'echo',
  'printf',
  'test',
  '[',
  '[[',
  'unset',
  'export',
  'printenv',
]);

/** The words and targets that a shell expands; single quotes in a substitution keep it from doing so. */
function dynamicTexts(script: string): readonly string[] {
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
