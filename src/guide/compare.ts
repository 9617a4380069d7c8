import { type DockerCommand, dockerCommand, programWords } from '../command/docker.ts';
import { parseScript, type SimpleCommand } from '../command/words.ts';
import { placeholders } from '../lab/placeholders.ts';
import { fullReference } from '../text/image-reference.ts';
import { nearest } from '../text/nearest.ts';

/** Whether two scripts mean the same: other spellings, orders of options and quotes don't count. */
export function sameMeaning(wanted: string, typed: string): boolean {
  const [a, b] = [wanted, typed].map(meaningsOf);
  return a!.length > 0 && a!.length === b!.length && a!.every((meaning, index) => meaning === b![index]);
}

/** Whether `typed` is `wanted` with what the reader is to put there in place of its placeholders. */
export function fillsIn(wanted: string, typed: string): boolean {
  const holes = placeholders(wanted);
  if (holes.length === 0) return false;
  const script = holes.reduceRight(
    (text, { from, to }) => text.slice(0, from) + HOLE + text.slice(to),
    wanted,
  );
  const forms = meaningsOf(script).map(
    (meaning) => new RegExp(`^${literal(meaning).replaceAll(HOLE, '[^\\0]+')}$`),
  );
  const theirs = meaningsOf(typed);
  return forms.length === theirs.length && forms.every((form, index) => form.test(theirs[index]!));
}

/** Stands for a placeholder; a name of which no document says anything. */
const HOLE = 'labproofplaceholder';

/** Whether all that `wanted` does is done by the scripts typed of late, one after the other. */
export function doneBy(wanted: string, typed: readonly string[]): boolean {
  const parts = meaningsOf(wanted);
  const done = typed.flatMap(meaningsOf);
  let at = 0;
  for (const meaning of done) if (meaning === parts[at]) at += 1;
  return parts.length > 0 && at === parts.length && done.at(-1) === parts.at(-1);
}

/** Whether both are the same kind of command, such as two `docker network create`. */
export function sameKind(wanted: string, typed: string): boolean {
  const kinds = [wanted, typed].map((script) => parseScript(script).commands.map(kindOf).join('|'));
  return kinds[0] !== '' && kinds[0] === kinds[1];
}

/**
 * What the typed command has other than the one that is wanted, in words; undefined when they are not
 * the same kind of command, so that nothing can be said.
 */
export function differencesOf(wanted: string, typed: string): readonly string[] | undefined {
  const ours = parseScript(wanted).commands;
  const theirs = parseScript(typed).commands;
  if (ours.length !== 1 || theirs.length !== 1) return undefined;
  const [a, b] = [dockerCommand(ours[0]!.words), dockerCommand(theirs[0]!.words)];
  if (!a || !b) return undefined;
  if (a.verb === b.verb) return [...optionDifferences(a, b), ...argumentDifferences(a, b)];
  const near = nearest(b.verb, [a.verb]);
  return near === undefined ? undefined : [`the command is ‘docker ${a.verb}’, not ‘docker ${b.verb}’`];
}

/** Options with which a command does what it would do without. */
const HARMLESS = new Set(['name', 'rm', 'hostname', 'label', 'quiet', 'no-trunc', 'pull']);

function optionDifferences(wanted: DockerCommand, typed: DockerCommand): readonly string[] {
  const said: string[] = [];
  for (const [name, values] of wanted.options) {
    const found = typed.options.get(name) ?? [];
    const missing = values.filter((value) => !found.includes(value));
    const other = found.filter((value) => !values.includes(value));
    if (missing.length === 0) continue;
    const value = missing.join(' and ');
    if (value === 'true') said.push(`${dashed(name)} is missing`);
    else if (other.length > 0) said.push(`${dashed(name)} is ${other.join(' and ')}, and should be ${value}`);
    else said.push(`${dashed(name)} ${value} is missing`);
  }
  for (const [name, values] of typed.options) {
    if (wanted.options.has(name) || HARMLESS.has(name)) continue;
    said.push(
      `${dashed(name)}${values[0] === 'true' ? '' : ` ${values.join(' ')}`} is not in the lab's command`,
    );
  }
  return said;
}

function argumentDifferences(wanted: DockerCommand, typed: DockerCommand): readonly string[] {
  const ours = wanted.arguments.map((word, index) => (index === 0 ? plainImage(wanted, word) : word));
  const theirs = typed.arguments.map((word, index) => (index === 0 ? plainImage(typed, word) : word));
  if (ours.join('\0') === theirs.join('\0')) return [];
  if (theirs.length === 0) return [`${wanted.arguments.join(' ')} is missing at the end`];
  return [`it ends with ‘${typed.arguments.join(' ')}’, and should with ‘${wanted.arguments.join(' ')}’`];
}

const RUNS = new Set(['run', 'create', 'pull']);
const plainImage = ({ verb }: DockerCommand, word: string): string =>
  RUNS.has(verb) ? fullReference(word) : word;
const dashed = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`);

function meaningsOf(script: string): readonly string[] {
  return parseScript(script).commands.map(meaningOf);
}

function meaningOf(command: SimpleCommand): string {
  const pipe = command.operator === '|' || command.operator === '||' ? command.operator : '';
  const redirects = command.redirects.map(({ operator, target }) => `${operator}${target.text}`).join(' ');
  const docker = dockerCommand(command.words);
  if (!docker) {
    const words = command.words.map(({ text }) => text);
    const bare = programWords(command.words).map(({ text }) => text);
    return `${pipe}${(bare.length > 0 ? bare : words).join('\0')}${redirects}`;
  }
  const options = [...docker.options]
    .filter(([name]) => !(RUNS.has(docker.verb) && HARMLESS.has(name) && name !== 'name'))
    .map(([name, values]) => `${name}=${[...values].sort().join(',')}`)
    .sort();
  const words = docker.arguments.map((word, index) => (index === 0 ? plainImage(docker, word) : word));
  return `${pipe}docker ${docker.verb}\0${options.join('\0')}\0\0${words.join('\0')}${redirects}`;
}

function kindOf({ words }: SimpleCommand): string {
  const docker = dockerCommand(words);
  if (!docker) return programWords(words)[0]?.text ?? '';
  const inner = docker.verb === 'exec' ? ` ${docker.arguments.slice(1, 2).join(' ')}` : '';
  return `docker ${docker.verb}${inner}`;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
