import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { columnsOf } from '../match/layouts/table-columns.ts';
import { isGeneratedName } from '../match/made-up.ts';
import type { Comparison } from '../match/match.ts';
import type { Skip } from '../model/lab.ts';
import type { Difference } from '../model/verdict.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { profileOf } from '../profile/programs.ts';
import { parseReference } from '../text/image-reference.ts';
import { imagesOfNobody, prunedOfNobody, rowOfNobody } from './nobody.ts';
import { blocked, type Happened, isLeftOut, leftOut, shownAfter, verbsOf } from './story.ts';

export interface Ran extends Happened {
  /** The line whose output first shows a value that no live value stands for. */
  readonly shownOn: (value: string) => number | undefined;
  /** Images that are here although the command that would have got them was left out. */
  readonly present: ReadonlySet<string>;
}

/**
 * Why a documented output can't be judged: all that is missing of it comes from commands that were
 * left out. Undefined when something else is wrong too. Linear in the lab's commands and the words.
 */
export function absentFrom(
  self: PlannedCommand,
  { differences }: Pick<Comparison, 'differences'>,
  ran: Ran,
): Skip | undefined {
  // A header is missing with its rows.
  const wrong = differences.filter(
    ({ verdict, expected, found }) => verdict === 'failed' && !(found === '' && columnsOf(expected)),
  );
  if (wrong.length === 0 || wrong.some(isAnothers)) return undefined;
  const pruned = prunedOfNobody(self, wrong, ran);
  if (pruned) return pruned;
  const earlier = shownAfter(ran, self);
  const left = earlier.filter(({ command }) => isLeftOut(ran.results.get(command.id)));
  const nobodys = rowOfNobody(ran);
  const listed = listedBy(self.command.script);
  const scaffold = listed && left.findLast((planned) => scaffolds(planned, listed));
  if (scaffold && wrong.every(({ found }) => found === ''))
    return blocked(scaffold, 'what it would list', ran);
  const file = fileOf(self, left);
  if (file) return blocked(file.by, file.name, ran);
  const fits = filterOf(self.command.script);
  const lost = left.filter((planned) => namesOf(planned).every(fits));
  const words: Words = {
    made: new Set(earlier.filter((planned) => !left.includes(planned)).flatMap(namesOf)),
    names: byWord(lost, (planned) =>
      LISTS.test(self.command.script) ? [...namesOf(planned), ...writtenBy(planned)] : namesOf(planned),
    ),
    images: byWord(lost, (planned) => imagesOf(planned, ran.present)),
    unnamed: lost.findLast(({ effects }) =>
      effects.some(
        (effect) =>
          effect.act === 'create' && effect.object.kind === 'container' && effect.object.name === undefined,
      ),
    ),
  };
  const brought = verbsOf(self).includes('images') ? imagesOfNobody(ran.plan) : () => false;
  let skip: Skip | undefined;
  for (const difference of wrong) {
    if (left.length > 0 && brought(difference)) continue;
    const source = left.length === 0 ? undefined : sourceOf(difference, { left, words, ran });
    const why = source ? blocked(source, 'what it would show', ran) : nobodys(difference);
    if (!why) return undefined;
    skip ??= why;
  }
  return skip;
}

/** What is printed is there, and the document has another value for it elsewhere. */
const isAnothers = ({ found, topic }: Difference): boolean =>
  found !== '' && (topic?.startsWith('known-as-another ') ?? false);

/** Why a filter lets nothing of a list through: the command that makes what is looked for was left out. */
export function filteredOut(self: PlannedCommand, ran: Ran): Skip | undefined {
  const { commands } = parseScript(self.command.script);
  const at = commands.findIndex(({ words }) => LIST.test(dockerCommand(words)?.verb ?? ''));
  const filter = at < 0 ? undefined : commands[at + 1];
  if (filter?.operator !== '|' || !/^[ef]?grep$/.test(filter.words[0]?.text ?? '')) return undefined;
  const sought = filter.words.slice(1).find(({ text }) => !text.startsWith('-'))?.text ?? '';
  if (sought.length < SHORTEST) return undefined;
  const lost = leftOut(ran, self, (planned) =>
    [...namesOf(planned), ...imagesOf(planned, ran.present)].some((name) => name.includes(sought)),
  );
  return lost && blocked(lost, `what has ${sought} in its name`, ran);
}

const LIST = /^(?:ps|images|(?:network|volume|service) ls)$/;
/** Less may be part of anything. */
const SHORTEST = 3;

/** Commands that list what is in a folder. */
const LISTS = /^\s*(?:sudo )?(?:ls|tree|find)\b/;

/** The last parts of the paths that a list of files is asked for; undefined for other commands. */
const listedBy = (script: string): ReadonlySet<string> | undefined =>
  LISTS.test(script)
    ? new Set(
        parseScript(script).commands.flatMap(({ words }) => words.slice(1).map(({ text }) => nameOf(text))),
      )
    : undefined;

const nameOf = (path: string): string => path.replace(/\/+$/, '').replace(/^.*\//, '');

/** Whether a command may make files in a folder of the lab's of which nothing is known but the program. */
function scaffolds({ command }: PlannedCommand, listed: ReadonlySet<string>): boolean {
  if (command.where.kind !== 'host') return false;
  return parseScript(command.script).commands.some(({ words }) => {
    const docker = dockerCommand(words);
    // A container that has the folder may put anything there.
    const mounts = [...(docker?.options.get('volume') ?? []), ...(docker?.options.get('mount') ?? [])];
    const fills = (mount: string): boolean => OWN_FOLDER.test(mount) || listed.has(nameOf(sourceIn(mount)));
    if (docker?.verb === 'run' && mounts.some(fills)) return true;
    if (docker) return /^compose (?:run|up|exec)$/.test(docker.verb);
    const [program = '', verb = ''] = programWords(words).map(({ text }) => text);
    const { fetches } = profileOf(program);
    if (fetches !== undefined && fetches !== true && fetches.test(verb)) return true;
    return /^(?:init|new|create|generate|startproject|scaffold)\b/.test(verb);
  });
}

/** What of the computer's a mount is of. */
const sourceIn = (mount: string): string =>
  /(?:^|,)(?:source|src)=([^,]+)/.exec(mount)?.[1] ?? mount.replace(/:\/.*$/, '');

const OWN_FOLDER = /(?:^|,|source=|src=)(?:\$\(pwd\)|`pwd`|\$\{?PWD\}?|\.)\/?(?::|,|$)/;

/** A file that a command asks a server for and that one which was left out would have written. */
function fileOf(
  { command }: PlannedCommand,
  left: readonly PlannedCommand[],
): { readonly name: string; readonly by: PlannedCommand } | undefined {
  const asks = parseScript(command.script).commands.some(
    ({ words }) => profileOf(words[0]?.text ?? '').client === true,
  );
  const name = asks ? /\/([\w-]+\.\w{1,8})(?=["'\s]|$)/.exec(command.script)?.[1] : undefined;
  const by = name && left.findLast((planned) => writtenBy(planned).has(name));
  return by ? { name: name!, by } : undefined;
}

/** The names of files that a command line, or a script in one, redirects to. */
function writtenBy({ command }: PlannedCommand): ReadonlySet<string> {
  const targets = [...command.script.matchAll(/>{1,2}\s{0,4}["']?([^\s"'`;|&<>]{1,200})/g)];
  return new Set(targets.map(([, path]) => path!.slice(path!.lastIndexOf('/') + 1)));
}

interface Words {
  /** Names of what the commands that ran have made. */
  readonly made: ReadonlySet<string>;
  readonly names: ReadonlyMap<string, PlannedCommand>;
  readonly images: ReadonlyMap<string, PlannedCommand>;
  /** A command that was left out and whose container the engine would have named. */
  readonly unnamed: PlannedCommand | undefined;
}

const byWord = (
  commands: readonly PlannedCommand[],
  words: (planned: PlannedCommand) => readonly string[],
): ReadonlyMap<string, PlannedCommand> =>
  new Map(commands.flatMap((planned) => words(planned).map((word) => [word, planned] as const)));

/** Names that the commands of a lab give to what they make. */
function namesOf(planned: PlannedCommand): readonly string[] {
  const named = planned.effects.flatMap((effect) => {
    if (effect.act === 'rename') return [effect.to];
    if (effect.act !== 'create' || effect.object.kind === 'image') return [];
    return effect.object.name ? [effect.object.name] : [];
  });
  return [...named, ...stacksOf(planned)];
}

/** The stacks that a command deploys. */
const stacksOf = ({ command }: PlannedCommand): readonly string[] =>
  parseScript(command.script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    return docker?.verb === 'stack deploy' ? docker.arguments.slice(-1) : [];
  });

/** The command whose stack the name is of, as in `STACK_service` and `STACK_service.1`. */
const deployerOf = (name: string, left: readonly PlannedCommand[]): PlannedCommand | undefined =>
  left.findLast((planned) => stacksOf(planned).some((stack) => name.startsWith(`${stack}_`)));

/** The images that a command makes, uses or would get, but for those that are here all the same. */
function imagesOf(planned: PlannedCommand, present: ReadonlySet<string>): readonly string[] {
  const { command, effects, requirements } = planned;
  const made = effects.flatMap((effect) =>
    effect.act === 'create' && effect.object.kind === 'image' ? [effect.object.name] : [],
  );
  const needed = requirements.filter(({ kind }) => kind === 'image').map(({ name }) => name);
  const used = effects.flatMap((effect) =>
    effect.act === 'create' && effect.object.kind === 'container' ? [effect.object.image] : [],
  );
  const got = parseScript(command.script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    return docker?.verb === 'pull' || docker?.verb === 'load' ? docker.arguments.slice(0, 1) : [];
  });
  return [...made, ...needed, ...used, ...got.filter((image) => !present.has(image))]
    .flatMap((image) => [image, repository(image), ownPart(repository(image))])
    .filter((word) => word !== '');
}

/** Of an image whose first part the reader fills in, the rest. */
const ownPart = (image: string): string => /^[^\w./-][^/]*(\/.+)$/.exec(image)?.[1] ?? '';

const repository = (image: string): string => parseReference(image).name;

/** Whether a listing's `--filter name=` lets a name through. */
function filterOf(script: string): (name: string) => boolean {
  const filters = parseScript(script).commands.flatMap(
    ({ words }) => dockerCommand(words)?.options.get('filter') ?? [],
  );
  const names = filters.flatMap((filter) => /^name=(.+)$/.exec(filter)?.[1] ?? []);
  return (name) => names.length === 0 || names.some((part) => name.includes(part.replace(/[\^$/]/g, '')));
}

/** Rows with names as compose gives them: project, service and number; project and network, or volume. */
const COMPOSED: readonly RegExp[] = [
  /\s[a-z0-9][\w.-]*[-_][\w.-]+[-_]\d{1,3}\s*$/,
  /^\s*[0-9a-f]{12}\s+[a-z0-9][\w-]*_[\w.-]+\s+[a-z]+\s+(?:local|swarm)\s*$/,
  /^\s*local\s+[a-z0-9][\w-]*_[\w.-]+\s*$/,
];

const composes = (planned: PlannedCommand): boolean =>
  verbsOf(planned).some((verb) => /^compose (?:up|run|start|create)$/.test(verb));

/** A row of an image without a name, and whether a command makes such an image. */
const NAMELESS = /^\s*<none>\s+<none>\s/;
const makesNameless = ({ command }: PlannedCommand): boolean =>
  parseScript(command.script).commands.some(({ words }) => {
    const docker = dockerCommand(words);
    return (
      (docker?.verb === 'build' && !docker.options.has('tag')) ||
      (docker?.verb === 'commit' && docker.arguments.length === 1)
    );
  });

function sourceOf(
  { expected, found: live }: Difference,
  { left, words, ran }: { left: readonly PlannedCommand[]; words: Words; ran: Ran },
): PlannedCommand | undefined {
  const found = [...expected.matchAll(/[\w./:@-]+/g)].map(([word]) => word.replace(/[:.,-]+$/, ''));
  const named = found.map((word) => words.names.get(word)).find((planned) => planned !== undefined);
  if (named) return named;
  // The row of an object that is there is right or wrong whatever else was left out.
  if (found.some((word) => words.made.has(word))) return undefined;
  const deployed = found.map((word) => deployerOf(word, left)).find((planned) => planned !== undefined);
  if (deployed) return deployed;
  const nameless = NAMELESS.test(expected) ? left.findLast(makesNameless) : undefined;
  if (nameless) return nameless;
  const composed = COMPOSED.some((row) => row.test(expected)) ? left.findLast(composes) : undefined;
  if (composed) return composed;
  for (const word of found) {
    const image = words.images.get(word) ?? words.images.get(repository(word));
    // What is listed with that image is not missing for want of it.
    if (image && !live.includes(word)) return image;
    // A shorter word may be the beginning of an ID by chance.
    const origin = word.length < 7 ? undefined : ran.shownOn(word);
    if (origin === undefined) continue;
    const shown = left.find(
      ({ command }) =>
        command.expected && command.expected.span.line <= origin && origin <= command.expected.span.endLine,
    );
    if (shown) return shown;
  }
  // In JSON a container stands with its name alone.
  return /^"[^"]*": \{ "Name": /.test(expected) && found.some(isGeneratedName) ? words.unnamed : undefined;
}
